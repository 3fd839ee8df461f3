using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Customers;

/// <summary>Random libraries, filters and people: the query and a naive reading of the filter mean the same customers, in the same order.</summary>
public sealed class CustomerQueryPropertyTests
{
    private const int Tags = 6;
    private static readonly string[] Names = ["王小明", "王小红", "Anna Lee", "anna", "100%", "a_b", "李雷"];
    private static readonly string[] Phones = ["", "+8613912340001", "+8613912340002", "010-12340001"];
    private static readonly string[] Sources = ["", "展会", "抖音"];
    private static readonly string[] Texts = ["", "王", "AN", "%", "_", "0001", "13912340002", "M1", "  小明 ", "wxm", "WX", "annal"];

    private static readonly Scope[] People =
    [
        Library.Admin, new(Actor.Member(2), Role.Operator, 1, [2]), new(Actor.Member(3), Role.Sales, 2, [3]), new(Actor.Member(4), Role.Sales, 2, [4, 5]),
        new(Actor.Member(6), Role.Viewer, 2, [6]),
    ];

    public sealed record Person(int Name, int Phone, int Source, int Owner, int Follower, RelationState Relation, bool Withdrawn, int Day, bool Numbered, int[] Tags, int Rated, int Touched);

    public sealed record Case(Person[] Persons, CustomerFilter[] Filters, bool PersonalLast);

    [Theory, OnSqlite, OnPostgres]
    public async Task Query_and_naive_reading_agree(DatabaseEngine engine)
    {
        foreach (var (test, size) in Cases().Sample(engine == DatabaseEngine.Sqlite ? 12 : 5).Select((c, i) => (c, i))) await AgreeAsync(engine, test, size);
    }

    private static async Task AgreeAsync(DatabaseEngine engine, Case test, int seed)
    {
        await using var library = await Library.CreateAsync(engine);
        var tags = await DictionaryAsync(library, test.PersonalLast);
        var made = new List<(Customer Customer, Person Person)>();
        foreach (var person in test.Persons) made.Add((await MakeAsync(library, person, tags), person));
        foreach (var filter in test.Filters)
            foreach (var who in People)
            {
                var real = filter with { AnyTags = Real(filter.AnyTags, tags), AllTags = Real(filter.AllTags, tags), NoTags = Real(filter.NoTags, tags) };
                var expected = made.Where(m => Naive.Matches(m.Customer, m.Person, filter, who, test.PersonalLast)).Select(m => m.Customer)
                    .OrderByDescending(c => Naive.KeyOf(c, filter.Sort)).ThenByDescending(c => c.Id).Select(c => c.Id).ToList();
                if (filter.Ascending) expected.Reverse();
                await SameAsync(library, real, who, expected, seed);
            }
    }

    private static async Task SameAsync(Library library, CustomerFilter filter, Scope who, List<long> expected, int seed)
    {
        var asked = library.Get<CustomerLibrary>();
        var all = await asked.PageAsync(filter, who, 0, 1000, default);
        Assert.Equal((expected.Count, string.Join(',', expected)), (all.Total, string.Join(',', all.Rows.Select(r => r.Id))));
        if (expected.Count == 0) return;
        var at = seed % expected.Count;
        var page = await asked.PageAsync(filter, who, at, 3, default, all.Total);
        Assert.Equal(expected.Skip(at).Take(3), page.Rows.Select(r => r.Id));
        var first = all.Rows[at / 2];
        var near = await asked.PageAsync(filter, who, at, 3, default, all.Total, PageMark.Of(at / 2, first, filter.Sort));
        Assert.Equal(expected.Skip(at).Take(3), near.Rows.Select(r => r.Id));
        await using var db = library.Open();
        var query = await CustomerQuery.LoadAsync(db, filter, who, await TagBook.LoadAsync(db, default), default);
        var walking = new CustomerQuery(db, filter, who, await TagBook.LoadAsync(db, default), BusinessTime.Of(BusinessTime.DefaultZone)) { WalkAdvantage = 0 };
        Assert.Equal(expected.Skip(at).Take(3), await walking.PageAsync(at, 3, all.Total, null, default));
        Assert.Equal(expected.Count, (await query.StandingAsync(0, default)).Sum(s => s.Count));
        var (position, met) = (0L, new List<long>());
        while (await query.AfterAsync(position, long.MaxValue, 2, default) is { Count: > 0 } step)
        {
            met.AddRange(step);
            position = step[^1];
        }
        Assert.Equal(expected.Order(), met);
    }

    private static int[] Real(IReadOnlyList<int> numbers, List<Tag> tags) => [.. numbers.Select(n => tags[n - 1].Id)];

    private static async Task<List<Tag>> DictionaryAsync(Library library, bool personalLast)
    {
        var tags = new List<Tag>();
        var many = await library.GroupAsync("兴趣");
        var last = await library.GroupAsync("我的", GroupMode.Many, g => g.OwnerId = personalLast ? 3 : 0);
        for (var i = 1; i <= Tags; i++) tags.Add(await library.TagAsync(i == Tags ? last : many, $"标签{i}"));
        return tags;
    }

    private static async Task<Customer> MakeAsync(Library library, Person p, List<Tag> tags)
    {
        var customer = await library.CustomerAsync(Names[p.Name], c =>
        {
            (c.Phone, c.Source, c.OwnerId, c.State) = (Phones[p.Phone], Sources[p.Source], p.Owner, p.Withdrawn ? CustomerState.Withdrawn : CustomerState.Active);
            c.AddedAt = new DateTime(2026, 1, 1, 15, 59, 0, DateTimeKind.Utc).AddDays(p.Day).AddMinutes(p.Day % 2);
            c.MemberNo = p.Numbered ? "M1" : "";
            (c.Stage, c.Tier, c.Rfm, c.SpentTotal) = ((LifecycleStage)p.Rated, (ValueTier)(p.Rated % 3), (RfmClass)(p.Rated + 1), p.Rated / 2 * 100);
            if (p.Rated > 2) c.RunOutAt = new DateTime(2025, 12, 31, 16, 0, 0, DateTimeKind.Utc).AddDays(p.Day);
            if (p.Touched > 0) c.LastInteractionAt = c.AddedAt.AddDays(p.Touched);
        });
        await using var db = library.Open();
        if (customer.Phone.Length > 0) db.Add(new CustomerIdentity { CustomerId = customer.Id, Type = IdentityType.Phone, Value = customer.Phone, FirstSeen = customer.AddedAt });
        if (p.Numbered) db.Add(new CustomerIdentity { CustomerId = customer.Id, Type = IdentityType.MemberNo, Value = "M1", FirstSeen = customer.AddedAt });
        if (p.Follower > 0) db.Add(new Relation { CustomerId = customer.Id, MemberId = p.Follower, State = p.Relation, AddedAt = customer.AddedAt });
        await db.SaveChangesAsync();
        await library.WriteAsync(Scope.System, [.. p.Tags.Select(t => new TagOrder(customer.Id, tags[t - 1].Id))]);
        return customer;
    }

    private static Gen<Case> Cases()
    {
        var tag = Gen.Choose(1, Tags);
        var person = from name in Gen.Choose(0, Names.Length - 1) from phone in Gen.Choose(0, Phones.Length - 1) from source in Gen.Choose(0, Sources.Length - 1)
                     from owner in Gen.Elements(0, 2, 3, 4, 5) from follower in Gen.Elements(0, 0, 3, 5) from relation in Gen.Elements(RelationState.Active, RelationState.Transferred)
                     from withdrawn in Gen.Frequency((7, Gen.Constant(false)), (1, Gen.Constant(true))) from day in Gen.Choose(0, 6) from numbered in Gen.Elements(false, false, true)
                     from tags in tag.ArrayOf(Tags)
                     from count in Gen.Choose(0, 4) from rated in Gen.Choose(0, 5) from touched in Gen.Choose(0, 4)
                     select new Person(name, phone, source, owner, follower, relation, withdrawn, day, numbered, [.. tags.Take(count).Distinct()], rated, touched);
        var some = Gen.Choose(0, 2).SelectMany(n => tag.ArrayOf(n)).Select(t => t.Distinct().ToArray());
        var rare = Gen.Frequency((2, Gen.Constant(Array.Empty<int>())), (2, some));
        var filter = from text in Gen.Frequency((3, Gen.Constant("")), (2, Gen.Elements(Texts))) from any in rare from all in rare from none in rare
                     from owners in Gen.Frequency((3, Gen.Constant(Array.Empty<long>())), (1, Gen.Elements(new long[] { 0 }, [3], [0, 4])))
                     from source in Gen.Frequency((3, Gen.Constant("")), (1, Gen.Elements(Sources))) from days in Gen.Choose(0, 6).ArrayOf(2)
                     from ranged in Gen.Elements(0, 0, 1, 2, 3) from untagged in Gen.Frequency((6, Gen.Constant(false)), (1, Gen.Constant(true))) from upwards in Gen.Elements(true, false)
                     from stages in Gen.Frequency((4, Gen.Constant(Array.Empty<LifecycleStage>())), (1, Gen.Elements(new[] { LifecycleStage.Buyer }, [LifecycleStage.Aware, LifecycleStage.Lost])))
                     from tiers in Gen.Frequency((4, Gen.Constant(Array.Empty<ValueTier>())), (1, Gen.Elements(new[] { ValueTier.Potential }, [ValueTier.Unknown, ValueTier.Ordinary])))
                     from rfms in Gen.Frequency((5, Gen.Constant(Array.Empty<RfmClass>())), (1, Gen.Constant(new[] { RfmClass.OrdinaryGrow, RfmClass.ImportantWinBack })))
                     from sort in Gen.Elements(ListSort.Added, ListSort.Added, ListSort.Touched, ListSort.Spent)
                     from quiet in Gen.Elements(-1, -1, -1, 2, 5) from runs in Gen.Elements(-1, -1, -1, 0, 3)
                     select new CustomerFilter
                     {
                         Text = text.Trim(), AnyTags = any, AllTags = all, NoTags = none, Owners = owners, Source = source, Untagged = untagged, Ascending = upwards, Sort = sort, Rfms = rfms,
                         Stages = stages, Tiers = tiers, Quiet = quiet < 0 ? null : new DateOnly(2026, 1, 1).AddDays(quiet),
                         RunOutFrom = runs < 0 ? null : new DateOnly(2026, 1, 1).AddDays(runs), RunOutTo = runs < 0 ? null : new DateOnly(2026, 1, 1).AddDays(runs + 2),
                         From = (ranged & 1) > 0 ? new DateOnly(2026, 1, 1).AddDays(days[0]) : null, To = (ranged & 2) > 0 ? new DateOnly(2026, 1, 1).AddDays(days[1]) : null,
                     };
        return from persons in person.ArrayOf(12) from filters in filter.ArrayOf(10) from personal in Gen.Elements(true, false) select new Case(persons, filters, personal);
    }

    private static class Naive
    {
        public static bool Matches(Customer c, Person p, CustomerFilter f, Scope who, bool personalLast)
        {
            bool Seen(int tag) => tag < Tags || !personalLast || who.Role == Role.Admin || who.MemberId == 3;
            var reach = who.Role != Role.Sales || c.OwnerId == 0 || who.Team.Contains(c.OwnerId) || (who.Team.Contains(p.Follower) && p.Relation == RelationState.Active);
            var day = DateOnly.FromDateTime(c.AddedAt.AddHours(8));
            return c.State == CustomerState.Active && reach
                && (f.AnyTags.Count == 0 || f.AnyTags.Any(t => Seen(t) && p.Tags.Contains(t))) && f.AllTags.All(t => Seen(t) && p.Tags.Contains(t))
                && !f.NoTags.Any(t => Seen(t) && p.Tags.Contains(t)) && (f.Owners.Count == 0 || f.Owners.Contains(c.OwnerId)) && (f.Source == "" || f.Source == c.Source)
                && (f.From is null || day >= f.From) && (f.To is null || day <= f.To) && (!f.Untagged || p.Tags.Length == 0)
                && (f.Stages.Count == 0 || f.Stages.Contains(c.Stage)) && (f.Tiers.Count == 0 || f.Tiers.Contains(c.Tier))
                && (f.Rfms.Count == 0 || f.Rfms.Contains(c.Rfm))
                && (f.RunOutFrom is null || (DateOnly.FromDateTime(c.RunOutAt.AddHours(8)) >= f.RunOutFrom && DateOnly.FromDateTime(c.RunOutAt.AddHours(8)) <= f.RunOutTo))
                && (f.Quiet is null || (day < f.Quiet && DateOnly.FromDateTime(c.LastInteractionAt.AddHours(8)) < f.Quiet)) && Says(c, f.Text);
        }

        public static long KeyOf(Customer c, ListSort sort) => sort switch { ListSort.Spent => c.SpentTotal, ListSort.Touched => c.LastInteractionAt.Ticks, _ => c.AddedAt.Ticks };

        private static bool Says(Customer c, string text) => text switch
        {
            "" => true,
            "13912340002" => c.Phone == "+8613912340002",
            "M1" => c.MemberNo == "M1" || c.Name.Contains("M1", StringComparison.OrdinalIgnoreCase),
            "wxm" or "WX" or "annal" => Pinyin.OfPerson(c.Name).StartsWith(text, StringComparison.OrdinalIgnoreCase),
            "0001" => c.Phone.EndsWith("0001", StringComparison.Ordinal),
            _ => c.Name.Contains(text, StringComparison.OrdinalIgnoreCase),
        };
    }
}
