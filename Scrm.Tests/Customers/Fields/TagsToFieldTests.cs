using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Customers.Fields;

public sealed class TagsToFieldTests
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite, TagClash.Newest, "二年级"), InlineData(DatabaseEngine.Sqlite, TagClash.FirstInOrder, "一年级"), InlineData(DatabaseEngine.Sqlite, TagClash.Skip, "")]
    public async Task Who_contradicts_gets_what_was_chosen(DatabaseEngine engine, TagClash clash, string expected)
    {
        await using var school = await School.OpenAsync(engine);
        var field = await school.ConvertAsync(clash);
        Assert.Equal(["一年级", expected, ""], await school.ShownAsync(field));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Preview_names_the_options_and_who_contradicts(DatabaseEngine engine)
    {
        await using var school = await School.OpenAsync(engine);
        var preview = (await school.Library.Get<TagsToField>().PreviewAsync(school.Group.Id, Library.Admin, default))!;

        Assert.Equal([("一年级", 2), ("二年级", 1), ("三年级", 0)], preview.Options);
        Assert.Equal((2, 1), (preview.Customers, preview.Contradicting));
        Assert.Equal(["二年级", "一年级"], Assert.Single(preview.Samples).Tags);
        Assert.Null(await school.Library.Get<TagsToField>().PreviewAsync(school.Group.Id, Library.Admin with { Role = Role.Operator }, default));
        Assert.Null(await school.Library.Get<TagsToField>().PreviewAsync(999, Library.Admin, default));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Tags_are_archived_at_the_end_and_everything_is_taken_back(DatabaseEngine engine)
    {
        await using var school = await School.OpenAsync(engine);
        var library = school.Library;
        var before = await library.AssignmentsAsync();
        var field = await school.ConvertAsync(TagClash.Newest, stepByStep: true, archive: true);
        Assert.Equal(before, await library.AssignmentsAsync());
        await using (var db = library.Open()) Assert.All(db.Tags, t => Assert.Equal(TagStatus.Archived, t.Status));
        Assert.Equal(FieldRefusal.StepNotAllowed, await library.SetAsync(school.Pupils[0].Id, field, "三年级"));
        Assert.Null(await library.SetAsync(school.Pupils[0].Id, field, "二年级"));
        Assert.Null(await library.SetAsync(school.Pupils[0].Id, field, "一年级"));

        await library.Get<BatchDesk>().UndoAsync(school.Batch, Library.Admin, default);
        await library.RunBatchesAsync();

        await using var after = library.Open();
        Assert.All(after.Tags, t => Assert.Equal(TagStatus.Active, t.Status));
        var undo = await after.Batches.SingleAsync(b => b.Undoes == school.Batch);
        Assert.Equal((1, 1), (undo.Updated, undo.Skipped));
        Assert.Equal(["一年级", "", ""], await school.ShownAsync(field));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Untouched_field_is_put_away_by_the_undo(DatabaseEngine engine)
    {
        await using var school = await School.OpenAsync(engine);
        var field = await school.ConvertAsync(TagClash.Newest);
        await school.Library.Get<BatchDesk>().UndoAsync(school.Batch, Library.Admin, default);
        await school.Library.RunBatchesAsync();
        Assert.True((await school.Library.SpecAsync(field)).Archived);
    }

    private sealed class School : IAsyncDisposable
    {
        public required Library Library { get; init; }
        public required TagGroup Group { get; init; }
        public required List<Customer> Pupils { get; init; }
        public long Batch { get; private set; }

        public static async Task<School> OpenAsync(DatabaseEngine engine)
        {
            var library = await Library.CreateAsync(engine);
            var group = await library.GroupAsync("年级");
            var tags = new List<Tag>();
            foreach (var name in new[] { "一年级", "二年级", "三年级" }) tags.Add(await library.TagAsync(group, name));
            var pupils = new List<Customer>();
            foreach (var name in new[] { "甲", "乙", "丙" }) pupils.Add(await library.CustomerAsync(name));
            await library.WriteAsync(Library.Admin, [new(pupils[0].Id, tags[0].Id), new(pupils[1].Id, tags[0].Id)]);
            library.Clock.Advance(TimeSpan.FromDays(1));
            await library.WriteAsync(Library.Admin, [new(pupils[1].Id, tags[1].Id)]);
            return new() { Library = library, Group = group, Pupils = pupils };
        }

        public async Task<int> ConvertAsync(TagClash clash, bool stepByStep = false, bool archive = false)
        {
            var started = await Library.Get<TagsToField>().StartAsync(new(Group.Id, "所在年级", "学习", clash, stepByStep, archive), Library.Admin, default);
            Assert.True(started.Ok, $"{started.Refused?.Why}");
            Batch = started.Value;
            await Library.RunBatchesAsync();
            return Assert.Single(await Library.Get<FieldDesk>().ActiveAsync(default)).Id;
        }

        public async Task<IReadOnlyList<string>> ShownAsync(int field)
        {
            var shown = new List<string>();
            foreach (var pupil in Pupils) shown.Add((await Library.CellAsync(pupil.Id, field)).Shown);
            return shown;
        }

        public ValueTask DisposeAsync() => Library.DisposeAsync();
    }
}
