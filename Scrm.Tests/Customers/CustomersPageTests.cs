using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Tests.Kit;
using Scrm.Web;
using Scrm.Web.Account;
using Scrm.Web.Customers;

namespace Scrm.Tests.Customers;

/// <summary>The customers page over a real database, as an operator sees it.</summary>
public sealed class CustomersPageTests
{
    [Fact]
    public async Task Empty_library_offers_the_import()
    {
        await using var test = await PageTest.StartAsync();

        var page = test.Open<CustomersPage>(Urls.Customers);

        Assert.Equal(Urls.Imports, page.WaitForElement(".empty-acts a").GetAttribute("href"));
    }

    [Fact]
    public async Task List_shows_names_masked_phones_and_tags_and_never_a_whole_phone()
    {
        await using var test = await PageTest.StartAsync();
        var stage = await StageAsync(test);

        var page = test.Open<CustomersPage>(Urls.Customers);

        page.WaitForAssertion(() => Assert.Contains("王小明", page.Find("tbody").TextContent));
        Assert.Contains("139****5678", page.Find("tbody").TextContent);
        Assert.Contains("价值等级：核心", page.Find("tr.customer .tag").TextContent);
        Assert.DoesNotContain(stage.Phone, page.Markup);
    }

    [Fact]
    public async Task Phone_is_shown_on_a_click_and_the_click_is_audited()
    {
        await using var test = await PageTest.StartAsync();
        var stage = await StageAsync(test);
        var page = test.Open<CustomersPage>(Urls.Customers);

        await page.ClickAsync(".cell-phone button");

        page.WaitForAssertion(() => Assert.Contains(stage.Phone, page.Find("tbody").TextContent));
        await using var db = test.Database.CreateDbContext();
        Assert.Equal(1, await db.AuditEntries.CountAsync(e => e.SubjectId == stage.Customer && e.ActorId == test.Admin.MemberId && e.Act == Core.Audit.AuditAct.PhoneRevealed));
    }

    [Fact]
    public async Task Filters_of_the_address_narrow_the_list_and_stand_as_chips()
    {
        await using var test = await PageTest.StartAsync();
        var stage = await StageAsync(test);

        var page = test.Open<CustomersPage>($"{Urls.Customers}?all={stage.Tag}");

        page.WaitForAssertion(() => Assert.Equal("1", page.Find(".page-head .count").TextContent.Trim()));
        Assert.Contains("核心", page.Find(".chosen").TextContent);
        await page.ClickAsync(".chosen .tag-x");
        page.WaitForAssertion(() => Assert.Equal("2", page.Find(".page-head .count").TextContent.Trim()));
        Assert.EndsWith(Urls.Customers, test.Get<NavigationManager>().Uri);
    }

    [Fact]
    public async Task Panel_says_why_a_tag_is_there_and_takes_it_off_by_click()
    {
        await using var test = await PageTest.StartAsync();
        var stage = await StageAsync(test);
        var page = test.Open<CustomersPage>($"{Urls.Customer(stage.Customer)}&tab=log");

        Assert.Contains("林晓 · 手工", page.WaitForElement(".why").TextContent);
        await page.ClickAsync(".why .tag-x");

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".why")));
        Assert.Contains("移除 · 林晓", page.WaitForElement(".drawer .log").TextContent);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("tr.customer .tag")));
    }

    [Fact]
    public async Task Customer_of_a_colleague_is_not_there_for_a_salesperson()
    {
        await using var test = await PageTest.StartAsync();
        var stage = await StageAsync(test);
        await using (var db = test.Database.CreateDbContext())
        {
            await db.Customers.ExecuteUpdateAsync(c => c.SetProperty(x => x.OwnerId, test.Admin.MemberId));
            await db.Members.ExecuteUpdateAsync(m => m.SetProperty(x => x.SecurityStamp, "s"));
            db.Members.Add(new Member { Name = "小李", Role = Role.Sales, SecurityStamp = "s", CreatedAt = test.Clock.Now });
            await db.SaveChangesAsync();
        }
        test.SignIn(new SignedIn(test.Admin.MemberId + 1, "小李", Role.Sales, "s", "", ""));

        var page = test.Open<CustomersPage>(Urls.Customer(stage.Customer));

        page.WaitForAssertion(() => Assert.Contains(CustomersText.NotHere, page.Find(".drawer").TextContent));
        Assert.DoesNotContain("王小明", page.Markup);
    }

    [Fact]
    public async Task New_customer_is_added_and_its_panel_opens()
    {
        await using var test = await PageTest.StartAsync();
        var page = test.Open<CustomersPage>($"{Urls.Customers}?customer=new");
        page.WaitForElement("#customer-form");

        await page.ChangeAsync("#customer-form input", "李雷");
        await page.ChangeAsync("#customer-form input", "13912349876", 1);
        await page.SubmitAsync("#customer-form");

        page.WaitForAssertion(() => Assert.Contains("139****9876", page.Find(".drawer .c360-head").TextContent));
        Assert.Contains("customer=", test.Get<NavigationManager>().Uri);
    }

    [Fact]
    public async Task Phone_that_somebody_has_is_refused_in_the_form_with_the_name()
    {
        await using var test = await PageTest.StartAsync();
        var stage = await StageAsync(test);
        var page = test.Open<CustomersPage>($"{Urls.Customers}?customer=new");
        page.WaitForElement("#customer-form");

        await page.ChangeAsync("#customer-form input", "李雷");
        await page.ChangeAsync("#customer-form input", stage.Phone, 1);
        await page.SubmitAsync("#customer-form");

        Assert.Contains("「王小明」已经用这个号码", page.WaitForElement("#customer-form .refusal").TextContent);
        Assert.Equal("李雷", page.FindAll("#customer-form input")[0].GetAttribute("value"));
    }

    [Fact]
    public async Task Second_editor_sees_both_values_and_may_keep_either()
    {
        await using var test = await PageTest.StartAsync();
        var stage = await StageAsync(test);
        var page = test.Open<CustomersPage>(Urls.Customer(stage.Customer));
        await page.ClickAsync("[data-key=e]");
        page.WaitForElement("#customer-form");
        await test.Get<CustomerEditor>().EditAsync(stage.Customer, 0, new() { Name = "王小明", Company = "甲公司" }, test.Admin, default);

        Company(page).Change("乙公司");
        await page.SubmitAsync("#customer-form");

        page.WaitForAssertion(() => Assert.Contains("甲公司", page.Find(".clash").TextContent));
        Assert.Contains("乙公司", page.Find(".clash").TextContent);
        await page.ClickAsync("#customer-form .btn-primary");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("#customer-form")));
        Assert.Equal("乙公司", (await test.Get<CustomerLibrary>().PanelAsync(stage.Customer, test.Admin, default))!.Card.Company);
    }

    [Fact]
    public async Task Bulk_act_shows_its_numbers_before_it_starts()
    {
        await using var test = await PageTest.StartAsync();
        var stage = await StageAsync(test);
        var page = test.Open<CustomersPage>(Urls.Customers);
        page.WaitForElement("tr.customer");
        await page.ChangeAsync("th input", true);
        await page.ClickAsync(".bulk .btn-primary");

        await page.ClickAsync(".drawer .picker-option");

        page.WaitForAssertion(() => Assert.Contains("1 位打上，1 位已有", page.Find(".numbers").TextContent));
        await page.ClickAsync(".drawer-foot .btn-primary");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".drawer")));
        while (await test.Get<BatchRunner>().RunNextAsync(default)) { }
        Assert.Equal(2, await test.Get<CustomerLibrary>().CountAsync(CustomerFilter.Everyone with { AllTags = [stage.Tag] }, test.Admin, default));
    }

    private static IElement Company(IRenderedComponent<CustomersPage> page) =>
        page.FindAll("#customer-form label").Single(l => l.TextContent.Contains(CustomerText.Field(CustomerField.Company), StringComparison.Ordinal)).QuerySelector("input")!;

    private sealed record Stage(long Customer, int Tag, string Phone);

    [Fact]
    public async Task Columns_last_chosen_are_there_again_until_they_are_put_back()
    {
        await using var test = await PageTest.StartAsync();
        await StageAsync(test);
        var field = (await test.Get<FieldDesk>().CreateAsync(new FieldDraft { Name = "预算", Type = FieldType.Date }, test.Admin, default)).Value;
        var page = test.Open<CustomersPage>(Urls.Customers);
        page.WaitForElement("tbody tr.customer");
        Assert.DoesNotContain("预算", page.Find("thead").TextContent);

        await page.FindAll(".filter-form label.check").Single(l => l.TextContent.Contains("预算", StringComparison.Ordinal)).QuerySelector("input")!.ChangeAsync(new() { Value = true });
        page.WaitForAssertion(() => Assert.Contains("预算", page.Find("thead").TextContent));
        var again = test.Open<CustomersPage>($"{Urls.Customers}?q=王");
        again.WaitForAssertion(() => Assert.Contains("预算", again.Find("thead").TextContent));

        await again.FindAll(".filter-form button").Single(b => b.TextContent.Contains("恢复默认列", StringComparison.Ordinal)).ClickAsync(new());
        again.WaitForAssertion(() => Assert.DoesNotContain("预算", again.Find("thead").TextContent));
        Assert.DoesNotContain($"cols={field}", test.Get<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Empty(await test.Get<MemberBook>().ColumnsAsync(test.Admin, default));
    }

    private static async Task<Stage> StageAsync(PageTest test)
    {
        const string phone = "13912345678";
        var customer = (await test.Get<CustomerEditor>().AddAsync(new() { Name = "王小明", Phone = phone }, test.Admin, default)).Value;
        await test.Get<CustomerEditor>().AddAsync(new() { Name = "李小红" }, test.Admin, default);
        await using var db = test.Database.CreateDbContext();
        var group = new TagGroup { Name = "价值等级", NameKey = "价值等级", Mode = GroupMode.One };
        db.Add(group);
        await db.SaveChangesAsync();
        var tag = new Tag { GroupId = group.Id, Name = "核心", NameKey = "核心", Slot = -group.Id, CreatedAt = test.Clock.Now };
        db.Add(tag);
        await db.SaveChangesAsync();
        await test.Get<QuickTag>().ApplyAsync(customer, [tag.Id], [], test.Admin, default);
        return new(customer, tag.Id, phone);
    }
}
