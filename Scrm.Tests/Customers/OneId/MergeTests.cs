using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Audit;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Rights;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Tests.Customers.Fields;
using Scrm.Tests.Events;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Customers;

public sealed class MergeTests
{
    private static readonly Dictionary<string, long> ByTheRules = [];

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_become_one_with_all_values_tags_relations_events_and_orders(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (a, b) = await TwoAsync(library);

        var merge = await MergeAsync(library, a, b);

        Assert.True(merge.Ok);
        await using var db = library.Open();
        var (survivor, absorbed) = (await library.ReadAsync(a), await library.ReadAsync(b));
        Assert.Equal((CustomerState.Merged, a), (absorbed.State, absorbed.MergedInto));
        Assert.Equal(("王小明", "+8613912340000", "明日科技", 3, 3_000L), (survivor.Name, survivor.Phone, survivor.Company, survivor.OrderCount, survivor.SpentTotal));
        Assert.Equal(["+8613912340000", "+8613912345678", "M200"], await db.CustomerIdentities.Where(i => i.CustomerId == a && i.Type != IdentityType.OneId).Select(i => i.Value).OrderBy(v => v).ToListAsync());
        Assert.Equal(0, await db.CustomerEvents.CountAsync(e => e.CustomerId == b) + await db.CustomerOrders.CountAsync(o => o.CustomerId == b));
        Assert.Equal(2, await db.Relations.CountAsync(r => r.CustomerId == a));
        Assert.Empty(await db.TagAssignments.Where(t => t.CustomerId == b).ToListAsync());
        Assert.Equal(1, await db.AuditEntries.CountAsync(e => e.Act == AuditAct.CustomersMerged && e.SubjectId == a));
        await library.HoldsAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Undo_right_after_a_merge_restores_everything_to_the_letter(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (a, b) = await TwoAsync(library);
        var before = await library.StateAsync();

        var merge = (await MergeAsync(library, a, b)).Value;
        Assert.NotEqual(before, await library.StateAsync());
        library.Clock.Advance(TimeSpan.FromMinutes(5));
        var undone = await library.Get<MergeDesk>().UndoAsync(merge, null, Library.Admin, default);

        Assert.True(undone!.Value.Ok);
        Assert.Equal(before, await library.StateAsync());
        Assert.Equal(MergeRefusal.AlreadyUndone, (await library.Get<MergeDesk>().UndoAsync(merge, null, Library.Admin, default))!.Value.Refused!.Why);
        await library.HoldsAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Phone_of_both_stays_findable_and_each_gets_their_events_back(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (a, b) = (await library.WithPhoneAsync("+8613912345678"), await library.CustomerAsync("小明"));
        await using (var db = library.Open())
        {
            db.Add(new CustomerIdentity { CustomerId = b.Id, Type = IdentityType.Phone, Value = "+8613912345678", FirstSeen = library.Clock.Now });
            await db.SaveChangesAsync();
        }
        await library.AppendAsync(library.Message(PersonKey.Of(b.Id), "k1"));
        var merge = (await MergeAsync(library, a, b.Id)).Value;

        await library.AppendAsync(library.Message(new PersonKey(IdentityType.Phone, "+8613912345678"), "k2"), library.Message(PersonKey.Of(b.Id), "k3"));

        await using (var db = library.Open()) Assert.Equal(3, await db.CustomerEvents.CountAsync(e => e.CustomerId == a));
        await library.Get<MergeDesk>().UndoAsync(merge, ByTheRules.ToDictionary(x => x.Key, _ => LaterChoice.Keep), Library.Admin, default);
        await using (var db = library.Open()) Assert.Equal(2, await db.CustomerEvents.CountAsync(e => e.CustomerId == b.Id));
        await library.HoldsAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Old_numbers_lead_to_the_survivor_for_ever_and_circles_are_the_same_person(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var ids = new List<long>();
        for (var i = 0; i < 3; i++) ids.Add((await library.CustomerAsync($"客户{i}")).Id);

        await MergeAsync(library, ids[0], ids[1]);
        var ofMerged = await MergeAsync(library, ids[1], ids[2]);
        var circle = await MergeAsync(library, ids[2], ids[0]);

        await using var db = library.Open();
        Assert.True(ofMerged.Ok);
        Assert.Equal(MergeRefusal.SamePerson, circle.Refused!.Why);
        foreach (var id in ids) Assert.Equal(ids[0], await CustomerRoot.FindAsync(db, id, default));
        Assert.Equal(MergeRefusal.SamePerson, (await MergeAsync(library, ids[0], ids[0])).Refused!.Why);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Merge_under_a_later_one_is_taken_back_only_after_that_one(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (c, a, b) = (await library.WithPhoneAsync("+8613912340001"), (await library.CustomerAsync("甲")).Id, (await library.CustomerAsync("乙")).Id);
        var before = await library.StateAsync();
        var (first, second) = ((await MergeAsync(library, a, b)).Value, (await MergeAsync(library, a, c)).Value);

        var tooEarly = await library.Get<MergeDesk>().UndoAsync(first, null, Library.Admin, default);
        await library.Get<MergeDesk>().UndoAsync(second, null, Library.Admin, default);
        await library.Get<MergeDesk>().UndoAsync(first, null, Library.Admin, default);

        Assert.Equal((MergeRefusal.LaterMerge, second), (tooEarly!.Value.Refused!.Why, tooEarly.Value.Refused.Values[0]));
        Assert.Equal(before, await library.StateAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Later_edits_are_listed_and_go_where_they_are_sent(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (a, b) = await TwoAsync(library);
        var merge = (await MergeAsync(library, a, b)).Value;
        var now = await library.ReadAsync(a);
        await library.Get<CustomerEditor>().EditAsync(a, now.Version,
            new CustomerDraft { Name = now.Name, MemberNo = now.MemberNo, Company = "后来的公司", Remark = "后来的备注", OwnerId = now.OwnerId, Source = now.Source }, Library.Admin, default);

        var refused = await library.Get<MergeDesk>().UndoAsync(merge, null, Library.Admin, default);
        var later = (await library.Get<MergeDesk>().LaterAsync(merge, Library.Admin, default))!.Value.Value!;
        var undone = await library.Get<MergeDesk>().UndoAsync(merge, new Dictionary<string, LaterChoice> { ["Company"] = LaterChoice.Move, ["Remark"] = LaterChoice.Keep }, Library.Admin, default);

        Assert.Equal((MergeRefusal.ChangedSince, 2), (refused!.Value.Refused!.Why, refused.Value.Refused.Values[0]));
        Assert.Equal([("Company", "", "明日科技", "后来的公司"), ("Remark", "", "", "后来的备注")], later.Select(l => (l.Key, l.Ours, l.Theirs, l.Now)));
        Assert.True(undone!.Value.Ok);
        var (survivor, back) = (await library.ReadAsync(a), await library.ReadAsync(b));
        Assert.Equal(("", "后来的备注"), (survivor.Company, survivor.Remark));
        Assert.Equal(("后来的公司", CustomerState.Active), (back.Company, back.State));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Empty_number_date_or_choice_of_the_companys_own_never_wins_and_is_no_later_edit(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (a, b) = await TwoAsync(library);
        var (size, seen, level) = (await library.FieldAsync("员工数", FieldType.WholeNumber), await library.FieldAsync("到期", FieldType.Date), await library.FieldAsync("等级", FieldType.OneChoice));
        foreach (var (field, value) in new[] { (size, "12"), (level, "商机") }) Assert.Null(await library.SetAsync(b, field, value));
        library.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(await library.SetAsync(a, seen, "2026-05-01"));
        var before = await library.StateAsync();

        var preview = (await library.Get<MergeDesk>().PreviewAsync(a, b, Library.Admin, default))!.Value.Value!;
        var merge = (await MergeAsync(library, a, b)).Value;
        var stands = await OwnAsync(library, a);
        var untouched = (await library.Get<MergeDesk>().LaterAsync(merge, Library.Admin, default))!.Value.Value!;

        Assert.Equal(["员工数||12|True", "到期|2026-05-01||False", "等级||商机|True"], preview.Fields.Where(f => f.OwnName.Length > 0).Select(f => $"{f.OwnName}|{f.Survivor}|{f.Absorbed}|{f.FromAbsorbed}"));
        Assert.Equal(["12", "2026-05-01", "2"], [stands[size], stands[seen], stands[level]]);
        Assert.Empty(untouched);
        await using (var db = library.Open())
            Assert.Equal([("", "12"), ("", "2")], (await db.FieldChanges.Where(f => f.CustomerId == a && f.DefinitionId > 0 && f.DefinitionId != seen).OrderBy(f => f.DefinitionId).ToListAsync()).Select(f => (f.Old, f.New)));
        await library.Get<MergeDesk>().UndoAsync(merge, null, Library.Admin, default);
        Assert.Equal(before, await library.StateAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Own_field_filled_after_a_merge_of_two_without_any_is_listed_by_name_and_stays_or_goes(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (a, b) = await TwoAsync(library);
        var (size, note, level) = (await library.FieldAsync("员工数", FieldType.WholeNumber), await library.FieldAsync("备忘", FieldType.Text), await library.FieldAsync("等级", FieldType.OneChoice));
        var merge = (await MergeAsync(library, a, b)).Value;
        foreach (var (field, value) in new[] { (size, "30"), (level, "线索") }) Assert.Null(await library.SetAsync(a, field, value));

        var later = (await library.Get<MergeDesk>().LaterAsync(merge, Library.Admin, default))!.Value.Value!;
        var undone = await library.Get<MergeDesk>().UndoAsync(merge, new Dictionary<string, LaterChoice> { [$"f{level}"] = LaterChoice.Move }, Library.Admin, default);

        Assert.Equal([("员工数", "", "30"), ("等级", "", "线索")], later.Select(l => (l.Subject, l.Ours, l.Now)));
        Assert.True(undone!.Value.Ok);
        var (survivor, back) = (await OwnAsync(library, a), await OwnAsync(library, b));
        Assert.Equal(("30", ""), (survivor[size], survivor.GetValueOrDefault(level, "")));
        Assert.Equal(("", "1", ""), (back.GetValueOrDefault(size, ""), back[level], back.GetValueOrDefault(note, "")));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Never_merge_is_remembered_also_by_whom_one_of_them_became(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (a, b, c) = ((await library.CustomerAsync("甲")).Id, (await library.CustomerAsync("乙")).Id, (await library.CustomerAsync("丙")).Id);
        await using (var db = library.Open())
        {
            db.Add(new MergeReview { FirstId = b, SecondId = c, CreatedAt = library.Clock.Now });
            await db.SaveChangesAsync();
            await library.Get<ReviewDesk>().NeverAsync(await db.MergeReviews.Select(r => r.Id).SingleAsync(), Library.Admin, default);
        }

        var direct = await MergeAsync(library, b, c);
        var merge = (await MergeAsync(library, a, b)).Value;
        var inherited = await MergeAsync(library, a, c);
        await library.Get<MergeDesk>().UndoAsync(merge, null, Library.Admin, default);
        var free = await MergeAsync(library, a, c);

        Assert.Equal((MergeRefusal.NeverMerge, MergeRefusal.NeverMerge, true), (direct.Refused!.Why, inherited.Refused!.Why, free.Ok));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Erased_one_is_not_merged_and_a_merge_of_the_erased_is_not_taken_back(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (a, b, c) = ((await library.CustomerAsync("甲")).Id, (await library.CustomerAsync("乙")).Id, (await library.CustomerAsync("丙")).Id);
        var merge = (await MergeAsync(library, a, b)).Value;
        var erased = await library.Get<Erasure>().EraseAsync(a, "甲", Library.Admin, default);

        Assert.Equal(2, erased!.Value.Value!.Customers);
        Assert.Equal(MergeRefusal.Erased, (await MergeAsync(library, a, c)).Refused!.Why);
        Assert.Equal(MergeRefusal.Erased, (await library.Get<MergeDesk>().UndoAsync(merge, null, Library.Admin, default))!.Value.Refused!.Why);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Sales_merges_nobody_and_sees_no_queue(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (a, b) = ((await library.CustomerAsync("甲")).Id, (await library.CustomerAsync("乙")).Id);
        var sales = new Scope(Actor.Member(7), Role.Sales, 0, [7]);

        var refused = await library.Get<MergeDesk>().MergeAsync(a, b, ByTheRules, MergeRule.ByHand, sales, default);

        Assert.Equal(MergeRefusal.NotAllowed, refused!.Value.Refused!.Why);
        Assert.Equal(0, await library.Get<ReviewDesk>().CountAsync(sales, default));
        Assert.Null(await library.Get<MergeDesk>().MergeAsync(a, 999_999, ByTheRules, MergeRule.ByHand, Library.Admin, default));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_people_merging_the_same_pair_at_once_merge_it_once(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (a, b) = await TwoAsync(library);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => MergeAsync(library, a, b)));

        Assert.Single(outcomes, o => o.Ok);
        Assert.All(outcomes.Where(o => !o.Ok), o => Assert.Equal(MergeRefusal.SamePerson, o.Refused!.Why));
    }

    internal static async Task<Outcome<long>> MergeAsync(Library library, long a, long b) =>
        (await library.Get<MergeDesk>().MergeAsync(a, b, ByTheRules, MergeRule.ByHand, Library.Admin, default))!.Value;

    private static async Task<Dictionary<int, string>> OwnAsync(Library library, long customer)
    {
        await using var db = library.Open();
        var values = await FieldStore.ValuesAsync(db, (await FieldBook.LoadAsync(db, default)).All, [customer], default);
        return values.GetValueOrDefault(customer) ?? [];
    }

    /// <summary>The first older and known by phone, the second by phone and member number, both with tags, followers, events and orders.</summary>
    private static async Task<(long A, long B)> TwoAsync(Library library)
    {
        var editor = library.Get<CustomerEditor>();
        var (first, second) = (await library.MemberAsync("小张"), await library.MemberAsync("小李"));
        var a = (await editor.AddAsync(new CustomerDraft { Name = "王小明", Phone = "13912345678", OwnerId = first.Id }, Library.Admin, default)).Value;
        library.Clock.Advance(TimeSpan.FromHours(1));
        var b = (await editor.AddAsync(new CustomerDraft { Name = "", Phone = "13912340000", MemberNo = "M200", Company = "明日科技" } with { Name = "王小明" }, Library.Admin, default)).Value;
        var (stage, likes) = (await library.GroupAsync("意向", GroupMode.One), await library.GroupAsync("兴趣"));
        var (high, low, tea) = (await library.TagAsync(stage, "高"), await library.TagAsync(stage, "低"), await library.TagAsync(likes, "茶"));
        await library.WriteAsync(Library.Admin, [new(a, low.Id), new(a, tea.Id)]);
        library.Clock.Advance(TimeSpan.FromHours(1));
        await library.WriteAsync(Library.Admin, [new(b, high.Id), new(b, tea.Id)]);
        await using (var db = library.Open())
        {
            db.AddRange(new Relation { CustomerId = a, MemberId = first.Id, AddedAt = library.Clock.Now, Remark = "王总" },
                new Relation { CustomerId = b, MemberId = first.Id, AddedAt = library.Clock.Now.AddDays(-9), State = RelationState.DeletedByCustomer, Description = "爱喝茶" },
                new Relation { CustomerId = b, MemberId = second.Id, AddedAt = library.Clock.Now });
            await db.SaveChangesAsync();
        }
        await library.AppendAsync(library.Message(new PersonKey(IdentityType.Phone, "+8613912345678"), "1"), library.Message(PersonKey.Of(b), "2", daysAgo: 40));
        await library.OrderAsync(library.Order(PersonKey.Of(a), "n1", 1_000), library.Order(PersonKey.Of(b), "n2", 1_500, 3), library.Order(new PersonKey(IdentityType.MemberNo, "M200"), "n3", 500, 60));
        return (a, b);
    }
}
