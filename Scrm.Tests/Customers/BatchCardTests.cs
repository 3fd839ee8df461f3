using Bunit;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Tags;
using Scrm.Tests.Kit;
using Scrm.Web.Controls;

namespace Scrm.Tests.Customers;

public sealed class BatchCardTests
{
    [Fact]
    public async Task Finished_batch_shows_its_counts_and_is_taken_back_after_a_question_that_names_them()
    {
        await using var test = await PageTest.StartAsync();
        var batch = await TagEverybodyAsync(test);
        await RunAsync(test);
        var card = test.Bunit.Render<BatchCard>(p => p.Add(c => c.Id, batch));

        Assert.Contains("打上 2", card.WaitForElement(".batch").TextContent);
        await card.ClickAsync(".batch .btn");
        Assert.Contains("2 处新增", card.Find("[role=alertdialog]").TextContent);
        await card.ClickAsync(".modal-foot .btn-danger");
        await RunAsync(test);

        await using var db = test.Database.CreateDbContext();
        Assert.Empty(await db.TagAssignments.ToListAsync());
        card.WaitForAssertion(() => Assert.Contains(BatchWords.UndoneAlready, card.Find(".batch").TextContent));
    }

    [Fact]
    public async Task Waiting_batch_can_be_cancelled_and_says_so()
    {
        await using var test = await PageTest.StartAsync();
        var card = test.Bunit.Render<BatchCard>();
        var batch = await TagEverybodyAsync(test);
        card.Render(p => p.Add(c => c.Id, batch));

        await card.ClickAsync(".batch .btn");

        card.WaitForAssertion(() => Assert.Contains(BatchWords.Cancelling, card.Find(".batch").TextContent));
        await RunAsync(test);
        card.WaitForAssertion(() => Assert.Contains(BatchWords.State(BatchState.Cancelled), card.Find(".batch").TextContent), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Top_bar_shows_what_runs_and_tells_lists_when_it_has_ended()
    {
        await using var test = await PageTest.StartAsync();
        var (watch, ended) = (test.Get<BatchWatch>(), 0);
        watch.Ended += () => ended++;
        var bar = test.Bunit.Render<RunningBatches>();
        watch.Started(await TagEverybodyAsync(test));

        Assert.Contains("展会", bar.WaitForElement(".batch", TimeSpan.FromSeconds(5)).TextContent);
        await RunAsync(test);
        bar.WaitForAssertion(() => Assert.Equal(1, ended), TimeSpan.FromSeconds(5));
    }

    private static async Task<long> TagEverybodyAsync(PageTest test)
    {
        foreach (var name in new[] { "王小明", "李小红" }) await test.Get<CustomerEditor>().AddAsync(new() { Name = name }, test.Admin, default);
        await using var db = test.Database.CreateDbContext();
        var group = new TagGroup { Name = "来源", NameKey = "来源" };
        db.Add(group);
        await db.SaveChangesAsync();
        var tag = new Tag { GroupId = group.Id, Name = "展会", NameKey = "展会", CreatedAt = test.Clock.Now };
        db.Add(tag);
        await db.SaveChangesAsync();
        tag.Slot = tag.Id;
        await db.SaveChangesAsync();
        return (await test.Get<BulkTagging>().StartAsync(BulkTarget.AllOf(CustomerFilter.Everyone), new([tag.Id], []), test.Admin, default)).Value;
    }

    private static async Task RunAsync(PageTest test)
    {
        while (await test.Get<BatchRunner>().RunNextAsync(default)) { }
    }
}
