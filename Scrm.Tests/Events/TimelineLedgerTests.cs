using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Events;

/// <summary>Relations, merges, fields and tags on the timeline, read from their own ledgers.</summary>
public sealed class TimelineLedgerTests
{
    private const int Runs = 25;
    private static readonly int[] Changes = [KindId.RelationBegan, KindId.RelationEnded, KindId.RelationHandedOver, KindId.CustomersMerged, KindId.StageChanged, KindId.FieldChanged, KindId.TagChanged];

    [Theory, OnSqlite, OnPostgres]
    public async Task Story_tells_relations_stages_and_merges_and_every_change_adds_tags_and_details(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (zhang, li) = (await library.MemberAsync("张三", Role.Sales), await library.MemberAsync("李四", Role.Sales));
        var customer = await StagedAsync(library, zhang, li);

        var story = await ReadAsync(library, customer, TimelineFilter.Story);
        var all = await ReadAsync(library, customer, new() { Reach = TimelineReach.Everything });
        var events = await ReadAsync(library, customer, new() { Reach = TimelineReach.Events });

        Assert.Equal(["customers_merged", "stage_changed", "relation_ended", "relation_handed_over", "relation_began", "visit"], story.Select(e => e.Kind.Code));
        Assert.Equal(["customers_merged", "tag_changed", "field_changed", "stage_changed", "relation_ended", "relation_handed_over", "relation_began", "visit"], all.Select(e => e.Kind.Code));
        Assert.Equal(["visit"], events.Select(e => e.Kind.Code));
        Assert.Equal(("张三", "李四", "调区"), (story[3].Relation!.Member, story[3].Relation!.To, story[3].Relation!.Reason));
        Assert.Equal(RelationState.DeletedByCustomer, story[2].Relation!.State);
        Assert.Equal(("张三", ActorKind.Member), (story[2].Relation!.By.Name, story[2].Relation!.By.Kind));
        Assert.Equal((7L, MergeRule.Review, false), (story[0].Merge!.AbsorbedId, story[0].Merge!.Rule, story[0].Merge!.Undone));
        Assert.Equal(("高意向", TagChangeKind.Added, TagSource.Manual), (all[1].Tag!.Tag.Name, all[1].Tag!.Kind, all[1].Tag!.Cause));
        Assert.Equal(("旧公司", "新公司"), (all[2].Field!.Old, all[2].Field!.New));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Kinds_that_are_named_are_shown_whatever_the_reach_and_choices_name_only_what_occurs(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (zhang, li) = (await library.MemberAsync("张三", Role.Sales), await library.MemberAsync("李四", Role.Sales));
        var customer = await StagedAsync(library, zhang, li);

        Assert.Equal(["tag_changed"], (await ReadAsync(library, customer, new() { Kinds = [KindId.TagChanged] })).Select(e => e.Kind.Code));
        Assert.Equal(["stage_changed", "visit"], (await ReadAsync(library, customer, new() { Kinds = [KindId.Visit, KindId.StageChanged] })).Select(e => e.Kind.Code));
        Assert.Empty(await ReadAsync(library, customer, new() { Kinds = [KindId.TagChanged], Reach = TimelineReach.Events }));
        Assert.Empty(await ReadAsync(library, customer, new() { Sources = [99] }));
        Assert.Equal(["relation_handed_over"], (await ReadAsync(library, customer, new() { Members = [li.Id] })).Select(e => e.Kind.Code));
        var choices = (await library.Get<Timeline>().ChoicesAsync(customer, Library.Admin, default))!;
        Assert.Equal([KindId.Visit, KindId.TagChanged, KindId.FieldChanged, KindId.StageChanged, KindId.RelationBegan, KindId.RelationEnded, KindId.RelationHandedOver, KindId.CustomersMerged],
            choices.Kinds.Select(k => k.Id));
        Assert.Contains(zhang.Id, choices.Members.Select(m => m.Id));
        Assert.Empty((await library.Get<Timeline>().ChoicesAsync((await library.CustomerAsync("别人")).Id, Library.Admin, default))!.Kinds);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Personal_tag_of_another_member_is_neither_a_line_nor_a_choice(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var owner = await library.MemberAsync("小李", Role.Sales);
        var personal = await library.TagAsync(await library.GroupAsync("我的", with: g => g.OwnerId = owner.Id), "话多");
        var customer = await library.CustomerAsync(with: c => c.OwnerId = owner.Id);
        var mine = new Scope(Actor.Member(owner.Id), Role.Sales, 0, [owner.Id]);
        var theirs = new Scope(Actor.Member(999), Role.Operator, 0, [999]);
        await library.WriteAsync(mine, [new(customer.Id, personal.Id)]);
        var everything = new TimelineFilter { Reach = TimelineReach.Everything };

        Assert.Single(await ReadAsync(library, customer.Id, everything, mine));
        Assert.Empty(await ReadAsync(library, customer.Id, everything, theirs));
        Assert.Empty((await library.Get<Timeline>().ChoicesAsync(customer.Id, theirs, default))!.Kinds);
        Assert.Single((await library.Get<Timeline>().ChoicesAsync(customer.Id, mine, default))!.Kinds);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Merge_that_was_taken_back_stands_twice(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var customer = await library.CustomerAsync();
        await using (var db = library.Open())
        {
            db.Add(new CustomerMerge { SurvivorId = customer.Id, AbsorbedId = 7, At = library.Clock.Now, UndoneAt = library.Clock.Now.AddHours(1), UndoneBy = 1 });
            await db.SaveChangesAsync();
        }

        Assert.Equal([true, false], (await ReadAsync(library, customer.Id, TimelineFilter.Story)).Select(e => e.Merge!.Undone));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Pages_over_all_sources_are_one_sorted_list_without_gap_or_repeat(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var tag = await library.TagAsync(await library.GroupAsync("意向"), "高意向");
        var cases = Gen.Choose(0, 6).ArrayOf(40).SelectMany(times => Gen.Choose(0, 7).ArrayOf(40).Select(kinds => times.Zip(kinds).ToArray()))
            .SelectMany(lines => Gen.Choose(1, 9).SelectMany(take => Gen.Elements(TimelineReach.Story, TimelineReach.Everything, TimelineReach.Events)
                .SelectMany(reach => Gen.SubListOf(Changes.Append(KindId.Visit)).Select(named => (lines, take, new TimelineFilter { Reach = reach, Kinds = [.. named] })))));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Runs), Prop.ForAll(cases.ToArbitrary(), c => PagedAsync(library, tag, c.lines, c.take, c.Item3).GetAwaiter().GetResult()));
    }

    /// <summary>What a naive reader makes of the same lines: everything in memory, filtered, sorted once.</summary>
    private static async Task PagedAsync(Library library, Tag tag, (int Minute, int What)[] lines, int take, TimelineFilter filter)
    {
        var customer = (await library.CustomerAsync()).Id;
        var start = library.Clock.Now.AddDays(-1);
        await using (var db = library.Open())
        {
            foreach (var (minute, what) in lines) db.Add(Line(customer, start.AddMinutes(minute), what));
            await db.SaveChangesAsync();
        }
        foreach (var (minute, _) in lines.Where(l => l.What == 7)) await TagAsync(library, customer, tag, start.AddMinutes(minute));
        var expected = (await NaiveAsync(library, customer)).Where(l => Shown(l.Kind, filter)).OrderByDescending(l => l.At).ThenBy(l => l.Source).ThenByDescending(l => l.Id)
            .Select(l => new TimelineMark(l.At, l.Id, l.Source)).ToList();

        var (read, mark) = (new List<TimelineEntry>(), (TimelineMark?)null);
        do
        {
            var page = (await library.Get<Timeline>().PageAsync(customer, filter, mark, take, Library.Admin, default))!;
            Assert.True(page.Next is null || page.Entries.Count == take);
            read.AddRange(page.Entries);
            mark = page.Next;
        }
        while (mark is not null);

        Assert.Equal(expected, read.Select(e => e.Mark));
    }

    private static object Line(long customer, DateTime at, int what) => what switch
    {
        0 => new RelationChange { CustomerId = customer, MemberId = 1, State = RelationState.Active, At = at },
        1 => new RelationChange { CustomerId = customer, MemberId = 1, State = RelationState.DeletedByMember, At = at },
        2 => new RelationChange { CustomerId = customer, MemberId = 1, ToMemberId = 2, State = RelationState.Transferred, At = at },
        3 => new CustomerMerge { SurvivorId = customer, AbsorbedId = 7, At = at, UndoneAt = at.AddMinutes(1) },
        4 => new FieldChange { CustomerId = customer, Field = CustomerField.Stage, Old = "1", New = "2", At = at },
        5 => new FieldChange { CustomerId = customer, Field = CustomerField.Company, New = "明日", At = at },
        _ => new CustomerEvent { CustomerId = customer, IdentityId = 1, KindId = KindId.Visit, OccurredAt = at, DedupeKey = $"{Guid.NewGuid()}" },
    };

    private static async Task TagAsync(Library library, long customer, Tag tag, DateTime at)
    {
        await using var db = library.Open();
        await using var transaction = await Bulk.BeginAsync(db, default);
        await library.Get<TagWriter>().WriteAsync(db, await TagBook.LoadAsync(db, default), [new(customer, tag.Id)], new TagCause(Library.Admin, TagSource.Manual, at, 0, ""), default);
        await transaction.CommitAsync();
    }

    private static async Task<IReadOnlyList<(TimelineSource Source, long Id, DateTime At, int Kind)>> NaiveAsync(Library library, long customer)
    {
        await using var db = library.Open();
        var lines = new List<(TimelineSource, long, DateTime, int)>();
        lines.AddRange((await db.CustomerEvents.AsNoTracking().ToListAsync()).Where(e => e.CustomerId == customer).Select(e => (TimelineSource.Event, e.Id, e.OccurredAt, e.KindId)));
        lines.AddRange((await db.RelationChanges.AsNoTracking().ToListAsync()).Where(r => r.CustomerId == customer).Select(r => (TimelineSource.Relation, r.Id, r.At,
            r.State switch { RelationState.Active => KindId.RelationBegan, RelationState.Transferred => KindId.RelationHandedOver, _ => KindId.RelationEnded })));
        foreach (var merge in (await db.CustomerMerges.AsNoTracking().ToListAsync()).Where(m => m.SurvivorId == customer))
            lines.AddRange([(TimelineSource.Merge, merge.Id, merge.At, KindId.CustomersMerged), (TimelineSource.MergeUndone, merge.Id, merge.UndoneAt, KindId.CustomersMerged)]);
        lines.AddRange((await db.FieldChanges.AsNoTracking().ToListAsync()).Where(f => f.CustomerId == customer)
            .Select(f => (TimelineSource.Field, f.Id, f.At, f.Field == CustomerField.Stage ? KindId.StageChanged : KindId.FieldChanged)));
        lines.AddRange((await db.TagChanges.AsNoTracking().ToListAsync()).Where(t => t.CustomerId == customer).Select(t => (TimelineSource.Tag, t.Id, t.At, KindId.TagChanged)));
        return lines;
    }

    private static bool Shown(int kind, TimelineFilter filter) => filter.Reach == TimelineReach.Events
        ? kind == KindId.Visit && (filter.Kinds.Count == 0 || filter.Kinds.Contains(kind))
        : filter.Kinds.Count > 0 ? filter.Kinds.Contains(kind) : filter.Reach == TimelineReach.Everything || kind is not (KindId.TagChanged or KindId.FieldChanged);

    private static async Task<IReadOnlyList<TimelineEntry>> ReadAsync(Library library, long customer, TimelineFilter filter, Scope? who = null) =>
        (await library.Get<Timeline>().PageAsync(customer, filter, null, 50, who ?? Library.Admin, default))!.Entries;

    /// <summary>One of each: a visit, then hour by hour a relation that begins, is handed over and ends, a stage, a detail, a tag, a merge.</summary>
    private static async Task<long> StagedAsync(Library library, Member zhang, Member li)
    {
        var customer = (await library.CustomerAsync()).Id;
        await library.AppendAsync(library.Message(PersonKey.Of(customer), "1") with { KindId = KindId.Visit });
        await using var db = library.Open();
        DateTime Hour(int n) => library.Clock.Now.AddHours(n);
        db.Add(new RelationChange { CustomerId = customer, MemberId = zhang.Id, State = RelationState.Active, At = Hour(1), ActorKind = ActorKind.Member, ActorId = zhang.Id });
        db.Add(new RelationChange { CustomerId = customer, MemberId = zhang.Id, ToMemberId = li.Id, State = RelationState.Transferred, Reason = "调区", At = Hour(2) });
        db.Add(new RelationChange { CustomerId = customer, MemberId = zhang.Id, State = RelationState.DeletedByCustomer, At = Hour(3), ActorKind = ActorKind.Member, ActorId = zhang.Id });
        db.Add(new FieldChange { CustomerId = customer, Field = CustomerField.Stage, Old = "2", New = "3", At = Hour(4) });
        db.Add(new FieldChange { CustomerId = customer, Field = CustomerField.Company, Old = "旧公司", New = "新公司", At = Hour(5) });
        db.Add(new CustomerMerge { SurvivorId = customer, AbsorbedId = 7, Rule = MergeRule.Review, At = Hour(7) });
        await db.SaveChangesAsync();
        await TagAsync(library, customer, await library.TagAsync(await library.GroupAsync("意向"), "高意向"), Hour(6));
        return customer;
    }
}
