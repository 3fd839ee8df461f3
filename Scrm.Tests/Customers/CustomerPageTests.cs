using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Events;
using Scrm.Core.Team;
using Scrm.Tests.Kit;
using Scrm.Web;
using Scrm.Web.Customers;

namespace Scrm.Tests.Customers;

/// <summary>The 360 page, its tabs, and the list of lost customers, as an admin sees them.</summary>
public sealed class CustomerPageTests
{
    [Fact]
    public async Task Page_shows_who_it_is_what_was_spent_and_what_happened_and_never_a_whole_phone()
    {
        await using var test = await PageTest.StartAsync();
        var customer = await StageAsync(test);

        var page = Open(test, customer);

        page.WaitForAssertion(() => Assert.Contains("看了样品", page.Find(".timeline").TextContent));
        Assert.Equal("王小明", page.Find("h1").TextContent);
        Assert.Contains("¥123", page.Find(".c360-sums").TextContent);
        Assert.Contains("今天", page.Find(".timeline-day").TextContent);
        Assert.DoesNotContain("13912345678", page.Markup);
    }

    [Fact]
    public async Task Entry_opens_on_a_click_and_the_address_narrows_the_timeline()
    {
        await using var test = await PageTest.StartAsync();
        var customer = await StageAsync(test);
        var page = Open(test, customer, $"?tk={KindId.Visit}");
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".timeline-event")));

        await page.ClickAsync(".timeline-event");

        page.WaitForAssertion(() => Assert.Contains("凭什么认出", page.Find(".timeline-details").TextContent));
        await page.ClickAsync(".timeline-filters .btn-small");
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll(".timeline-event").Count));
    }

    [Fact]
    public async Task Orders_answer_in_a_sentence_with_a_chart_and_the_same_as_a_table()
    {
        await using var test = await PageTest.StartAsync();
        var customer = await StageAsync(test);
        var page = Open(test, customer, "?tab=orders");

        page.WaitForAssertion(() => Assert.Contains("一共 1 单，花了 ¥123", page.Find("figcaption").TextContent));
        Assert.Contains("面膜 × 2", page.Find(".orders").TextContent);
        Assert.Equal(12, page.FindAll("svg g").Count);
        await page.ClickAsync("figcaption .btn");
        Assert.Contains("¥123", page.Find(".chart-table").TextContent);
    }

    [Fact]
    public async Task Relation_is_ended_from_the_page_and_stands_among_the_lost_ones()
    {
        await using var test = await PageTest.StartAsync();
        var customer = await StageAsync(test);
        var page = Open(test, customer, "?tab=relations");

        await page.ClickAsync("[aria-label=结束跟进]");
        page.FindAll("#relation-form input").Last().Change("搬家了");
        await page.SubmitAsync("#relation-form");

        page.WaitForAssertion(() => Assert.Contains("客户删除了 小李：搬家了", page.Find(".log").TextContent));
        var lost = test.Open<LostPage>(Urls.Lost);
        lost.WaitForAssertion(() => Assert.Contains("王小明", lost.Find("tbody").TextContent));
        Assert.Contains("1 次流失，其中 1 次是客户删除的", lost.Find(".lost-sum").TextContent);
        lost = test.Open<LostPage>($"{Urls.Lost}?why=member");
        lost.WaitForAssertion(() => Assert.NotNull(lost.Find(".empty")));
    }

    [Fact]
    public async Task Customer_is_handed_over_from_the_page()
    {
        await using var test = await PageTest.StartAsync();
        var customer = await StageAsync(test);
        var page = Open(test, customer);

        await page.ClickAsync("[data-key=h]");
        await page.ChangeAsync(".drawer select", $"{test.Admin.MemberId}");
        await page.ClickAsync(".drawer-foot .btn-primary");

        page.WaitForAssertion(() => Assert.Contains("林晓", page.Find(".c360-line").TextContent));
        await using var db = test.Database.CreateDbContext();
        Assert.Equal(test.Admin.MemberId, await db.Customers.Where(c => c.Id == customer).Select(c => c.OwnerId).SingleAsync());
    }

    [Fact]
    public async Task Merged_number_leads_to_the_survivor_with_a_note_and_an_erased_one_says_so()
    {
        await using var test = await PageTest.StartAsync();
        var customer = await StageAsync(test);
        long merged, erased;
        await using (var db = test.Database.CreateDbContext())
        {
            var (first, second) = (new Customer { State = CustomerState.Merged, MergedInto = customer }, new Customer { State = CustomerState.Erased });
            db.AddRange(first, second);
            await db.SaveChangesAsync();
            (merged, erased) = (first.Id, second.Id);
        }

        Open(test, merged);

        Assert.EndsWith($"/customers/{customer}?was={merged}", test.Get<NavigationManager>().Uri);
        Assert.Contains($"编号 {merged} 已合并", Open(test, customer, $"?was={merged}").WaitForElement(".hint").TextContent);
        Assert.Contains("已应本人要求删除", Open(test, erased).WaitForElement(".empty").TextContent);
        Assert.Contains("没有这位客户", Open(test, 999_999).WaitForElement(".empty").TextContent);
    }

    private static IRenderedComponent<CustomerPage> Open(PageTest test, long id, string query = "")
    {
        test.Get<NavigationManager>().NavigateTo($"/customers/{id}{query}");
        return test.Bunit.Render<CustomerPage>(p => p.Add(x => x.Id, id));
    }

    private static async Task<long> StageAsync(PageTest test)
    {
        long customer, sales;
        await using (var db = test.Database.CreateDbContext())
        {
            var member = new Member { Name = "小李", Role = Role.Sales, CreatedAt = test.Clock.Now };
            db.Add(member);
            await db.SaveChangesAsync();
            var person = new Customer { Name = "王小明", Phone = "+8613912345678", OwnerId = member.Id, AddedAt = test.Clock.Now, UpdatedAt = test.Clock.Now };
            db.Add(person);
            await db.SaveChangesAsync();
            (customer, sales) = (person.Id, member.Id);
        }
        await test.Get<CustomerRelations>().AddAsync(customer, sales, new(), test.Admin, default);
        var (cause, at) = (new EventCause(test.Admin, IdentitySource.Manual, test.Clock.Now), test.Clock.Now);
        await test.Get<EventWriter>().WriteAsync(
            [new() { KindId = KindId.Visit, Person = PersonKey.Of(customer), OccurredAt = at.AddMinutes(-30), Text = "看了样品", MemberId = sales }], cause, default);
        await test.Get<OrderWriter>().WriteAsync(
            [new() { Number = "A1", Person = PersonKey.Of(customer), PaidAt = at.AddMinutes(-20), Amount = 12_300, Lines = [new("面膜", 2, 12_300)] }], cause, default);
        return customer;
    }
}
