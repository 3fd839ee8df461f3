using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Tests.Kit;
using Scrm.Web.Controls;
using Scrm.Web.Tags;

namespace Scrm.Tests.Tags;

public sealed class TagsPageTests
{
    [Fact]
    public async Task Empty_dictionary_offers_packs_and_installs_one()
    {
        await using var test = await PageTest.StartAsync();
        var page = test.Open<TagsPage>("/tags");

        await page.ClickAsync(".empty .btn-primary");
        await page.ClickAsync(".pack");
        page.WaitForElement(".pack-part");
        await page.ClickAsync(".drawer-foot .btn-primary");

        page.WaitForAssertion(() => Assert.Equal(IndustryPacks.All[0].Groups.Count, page.FindAll(".group-item[data-sort]").Count));
        Assert.NotEmpty(page.FindAll("[data-row]"));
        page.WaitForAssertion(() => Assert.Contains("undo", page.Find(".batch-line .batch").TextContent));
    }

    [Fact]
    public async Task Address_holds_group_and_filters()
    {
        await using var test = await PageTest.StartAsync();
        var (group, tags) = await FillAsync(test, "高意向", "中意向", "试听学员");

        Assert.Equal(["高意向"], Names(Opened(test, $"/tags?group={group}&q=gyx")));
        Assert.Equal(["试听学员"], Names(Opened(test, "/tags?q=stxy")));
        await test.Get<TagDictionary>().ArchiveAsync([tags[1]], test.Admin);
        Assert.Equal(["中意向"], Names(Opened(test, "/tags?status=archived")));
        Assert.Equal(3, Names(Opened(test, "/tags?status=all")).Count);
    }

    [Fact]
    public async Task Name_is_typed_over_where_it_stands()
    {
        await using var test = await PageTest.StartAsync();
        var (group, _) = await FillAsync(test, "高意向");
        var page = Opened(test, $"/tags?group={group}");

        await page.ClickAsync("[data-row-key=rename]");
        await page.InputAsync("[data-rename]", "强意向");
        await page.Find("[data-rename]").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });

        page.WaitForAssertion(() => Assert.Equal(["强意向"], Names(page)));
    }

    [Fact]
    public async Task Later_of_two_operators_is_told_both_names()
    {
        await using var test = await PageTest.StartAsync();
        var (group, tags) = await FillAsync(test, "高意向");
        var page = Opened(test, $"/tags?group={group}");
        await test.Get<TagDictionary>().EditTagAsync(tags[0], 1, new TagEdit { Name = "很想买" }, test.Admin);

        await page.ClickAsync("[data-row-key=rename]");
        await page.InputAsync("[data-rename]", "强意向");
        await page.Find("[data-rename]").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });

        page.WaitForAssertion(() => Assert.Equal(["很想买"], Names(page)));
        var said = Assert.Single(test.Get<Notice>().Toasts).Text;
        Assert.Contains("很想买", said);
        Assert.Contains("强意向", said);
    }

    [Fact]
    public async Task Several_tags_are_typed_in_one_line()
    {
        await using var test = await PageTest.StartAsync();
        var (group, _) = await FillAsync(test, "高意向");
        var page = Opened(test, $"/tags?group={group}");

        await page.ClickAsync("[data-key=n]");
        await page.InputAsync(".new-tag input", "中意向、低意向，无意向");
        await page.SubmitAsync(".new-tag");

        page.WaitForAssertion(() => Assert.Equal(["高意向", "中意向", "低意向", "无意向"], Names(page)));
    }

    [Fact]
    public async Task Group_is_made_in_the_drawer_and_opened()
    {
        await using var test = await PageTest.StartAsync();
        await FillAsync(test, "高意向");
        var page = Opened(test, "/tags?panel=new-group");

        await page.InputAsync(".drawer .input", "购买阶段");
        await page.ChangeAsync(".drawer input[name=mode]", true, 2);
        await page.ClickAsync(".drawer-foot .btn-primary");

        page.WaitForAssertion(() => Assert.Equal("购买阶段", page.Find(".group-strip b").TextContent));
        Assert.Empty(page.FindAll(".drawer"));
        await using var db = test.Database.CreateDbContext();
        Assert.Equal(GroupMode.Staged, (await db.TagGroups.SingleAsync(g => g.Name == "购买阶段")).Mode);
    }

    [Fact]
    public async Task Merge_shows_its_numbers_before_it_starts()
    {
        await using var test = await PageTest.StartAsync();
        var (group, tags) = await FillAsync(test, "想买", "高意向");
        await AssignAsync(test, tags[0], 3);
        var page = Opened(test, $"/tags?group={group}&order=arranged");

        await page.ClickAsync("[data-row-key=m]");
        await page.ClickAsync(".merge-option");
        Assert.Contains("3 位客户换成「高意向」", page.WaitForElement(".merge-preview").TextContent);
        await page.ClickAsync(".modal-foot .btn-primary");
        while (await test.Get<BatchRunner>().RunNextAsync(default)) { }

        await using var db = test.Database.CreateDbContext();
        Assert.Equal(3, (await db.Tags.SingleAsync(t => t.Id == tags[1])).Uses);
    }

    [Fact]
    public async Task Used_tag_is_archived_with_its_number_and_unused_tag_is_deleted()
    {
        await using var test = await PageTest.StartAsync();
        var (group, tags) = await FillAsync(test, "用过的", "没用过");
        await AssignAsync(test, tags[0], 2);
        var page = Opened(test, $"/tags?group={group}&order=arranged");

        page.FindAll("[data-row-key=delete]")[0].Click();
        Assert.Contains("现在有 2 位客户带着", page.WaitForElement(".modal").TextContent);
        await page.ClickAsync(".modal-foot .btn-primary");
        page.WaitForAssertion(() => Assert.Equal(["没用过"], Names(page)));
        await page.ClickAsync("[data-row-key=delete]");
        await page.ChangeAsync(".modal input[type=checkbox]", true);
        await page.ClickAsync(".modal-foot .btn-danger");

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-row]")));
        await using var db = test.Database.CreateDbContext();
        Assert.Equal(TagStatus.Archived, (await db.Tags.SingleAsync()).Status);
    }

    [Fact]
    public async Task Salesperson_sees_the_dictionary_and_nothing_to_change_it_with()
    {
        await using var test = await PageTest.StartAsync();
        await FillAsync(test, "高意向");
        var added = (await test.Get<MemberBook>().AddAsync(test.Admin, new("陈立", "chenli", Role.Sales, 0, ""), default)).Value!;
        test.SignIn((await test.Get<Accounts>().SignInAsync("chenli", added.Password, default)).Value!);

        var page = Opened(test, "/tags?panel=packs");

        Assert.Equal(["高意向"], Names(page));
        Assert.Empty(page.FindAll("[data-row-key=rename], [data-row-key=delete], .pin, [data-key='shift+n'], [data-key=n], .drawer"));
    }

    private static async Task<(int Group, List<int> Tags)> FillAsync(PageTest test, params string[] names)
    {
        var dictionary = test.Get<TagDictionary>();
        var group = (await dictionary.CreateGroupAsync(new GroupEdit { Name = "意向" }, GroupMode.Many, false, test.Admin)).Value;
        var tags = new List<int>();
        foreach (var name in names) tags.Add((await dictionary.CreateTagAsync(group, name, "", test.Admin)).Value);
        return (group, tags);
    }

    private static async Task AssignAsync(PageTest test, int tag, int customers)
    {
        await using var db = test.Database.CreateDbContext();
        var people = Enumerable.Range(1, customers).Select(i => new Customer { Name = $"客户{i}", AddedAt = test.Clock.Now, UpdatedAt = test.Clock.Now }).ToList();
        db.AddRange(people);
        await db.SaveChangesAsync();
        await using var transaction = await Bulk.BeginAsync(db, default);
        var cause = new TagCause(test.Admin, TagSource.Manual, test.Clock.Now);
        await test.Get<TagWriter>().WriteAsync(db, await TagBook.LoadAsync(db, default), [.. people.Select(p => new TagOrder(p.Id, tag))], cause, default);
        await transaction.CommitAsync();
    }

    private static IRenderedComponent<TagsPage> Opened(PageTest test, string url)
    {
        var page = test.Open<TagsPage>(url);
        page.WaitForElement("[data-row]");
        return page;
    }

    private static List<string> Names(IRenderedComponent<TagsPage> page) => [.. page.FindAll("[data-row] .tag-name").Select(t => t.TextContent)];
}
