using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Tests.Kit;
using static Scrm.Core.Customers.IdentityType;

namespace Scrm.Tests.Customers;

public sealed class IdentityResolverTests
{
    private const string Union = "oAbCdEfGhIjKlMnOpQrStUvWx";

    [Theory, OnSqlite, OnPostgres]
    public async Task Nobody_known_waits_as_an_identity_without_a_customer_and_is_the_same_the_next_time(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);

        var first = await OneAsync(library, (Phone, "139 1234 5678"));
        var again = await OneAsync(library, (Phone, "+8613912345678"));

        Assert.Equal((LinkVerdict.Unlinked, 0L), (first.Verdict, first.CustomerId));
        Assert.Equal(first.IdentityId, again.IdentityId);
        Assert.True(first.IdentityId > 0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Value_that_one_customer_has_is_that_customers(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await AddAsync(library, "王小明", phone: "13912345678");

        var found = await OneAsync(library, (Phone, "13912345678"));

        Assert.Equal((LinkVerdict.Known, id), (found.Verdict, found.CustomerId));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Strong_value_of_one_customer_brings_the_others_to_them(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await AddAsync(library, "王小明", memberNo: "M100");
        var waiting = await OneAsync(library, (UnionId, Union));

        var linked = await OneAsync(library, (MemberNo, "M100"), (UnionId, Union), (Phone, "13912345678"), (Device, "d-12345678"));

        Assert.Equal((LinkVerdict.Linked, id, waiting.IdentityId), (linked.Verdict, linked.CustomerId, linked.IdentityId));
        Assert.Equal(id, (await OneAsync(library, (Phone, "13912345678"))).CustomerId);
        Assert.Equal(id, (await OneAsync(library, (Device, "d-12345678"))).CustomerId);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Phone_alone_links_nothing_new_but_proposes_it(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await AddAsync(library, "王小明", phone: "13912345678");

        var doubtful = await OneAsync(library, (UnionId, Union), (Phone, "13912345678"));

        Assert.Equal((LinkVerdict.Review, 0L), (doubtful.Verdict, doubtful.CustomerId));
        await using var db = library.Open();
        var review = await db.MergeReviews.SingleAsync();
        Assert.Equal((-doubtful.IdentityId, id, ReviewState.Open), (review.FirstId, review.SecondId, review.State));
        Assert.Contains("+8613912345678", review.Evidence, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Second_value_of_an_exclusive_type_is_never_linked(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await AddAsync(library, "王小明", memberNo: "M100", external: "wm-abc123");

        var clash = await OneAsync(library, (ExternalId, "wm-abc123"), (MemberNo, "M200"));

        Assert.Equal((LinkVerdict.Review, id), (clash.Verdict, clash.CustomerId));
        Assert.Equal(0, (await OneAsync(library, (MemberNo, "M200"))).CustomerId);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_strong_values_of_two_customers_make_one_proposal_and_no_link(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (a, b) = (await AddAsync(library, "王小明", memberNo: "M100"), await AddAsync(library, "王小明", external: "wm-abc123"));

        await OneAsync(library, (MemberNo, "M100"), (ExternalId, "wm-abc123"));
        var again = await OneAsync(library, (ExternalId, "wm-abc123"), (MemberNo, "M100"));

        Assert.Equal(LinkVerdict.Review, again.Verdict);
        await using var db = library.Open();
        var review = await db.MergeReviews.SingleAsync();
        Assert.Equal((a, b), (review.FirstId, review.SecondId));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Same_name_proves_nothing(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await AddAsync(library, "王伟", phone: "13912345678");

        var other = await ManyAsync(library, create: true, new IdentitySet([new(Phone, "13912340000")], "王伟"));

        Assert.Equal(LinkVerdict.Created, other[0].Verdict);
        await using var db = library.Open();
        Assert.Equal(2, await db.Customers.CountAsync(c => c.Name == "王伟"));
        Assert.Empty(await db.MergeReviews.ToListAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Phone_of_forty_customers_turns_shared_links_nobody_and_floods_no_queue(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        for (var i = 0; i < 40; i++) await AddAsync(library, $"客户{i}", external: $"wm-abc{i:000}");

        var sets = Enumerable.Range(0, 40).Select(i => new IdentitySet([new(ExternalId, $"wm-abc{i:000}"), new(Phone, "13912345678")])).ToArray();
        var linked = await ManyAsync(library, create: false, sets);
        var alone = await OneAsync(library, (Phone, "13912345678"));

        Assert.Equal(40, linked.Select(l => l.CustomerId).Distinct().Count());
        Assert.Equal((LinkVerdict.Shared, 0L), (alone.Verdict, alone.CustomerId));
        await using var db = library.Open();
        Assert.True(await db.CustomerIdentities.Where(i => i.Type == Phone).AllAsync(i => i.State == IdentityState.Shared));
        Assert.Equal(0, await db.MergeReviews.CountAsync(r => r.State == ReviewState.Open));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Shared_value_is_listed_with_how_many_have_it_and_the_first_five(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        for (var i = 0; i < 7; i++)
        {
            var id = await AddAsync(library, $"客户{i}");
            await using var db = library.Open();
            foreach (var type in new[] { Phone, Device })
                db.Add(new CustomerIdentity { CustomerId = id, Type = type, Value = "+8613912345678", State = IdentityState.Shared, FirstSeen = library.Clock.Now });
            await db.SaveChangesAsync();
        }

        var listed = await library.Get<BlockedValues>().SharedAsync(Library.Admin, default);

        Assert.Equal([(Phone, 7), (Device, 7)], listed.OrderBy(l => l.Type).Select(l => (l.Type, l.Customers)));
        Assert.All(listed, line => Assert.Equal(["客户0", "客户1", "客户2", "客户3", "客户4"], line.Some.Select(s => s.Name)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Many_values_that_three_people_bring_in_one_call_all_turn_shared(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        for (var i = 0; i < 3; i++) await AddAsync(library, $"客户{i}", external: $"wm-abc{i:000}");

        var linked = await ManyAsync(library, create: false, [.. Enumerable.Range(0, 3).Select(i => new IdentitySet(
            [new(ExternalId, $"wm-abc{i:000}"), .. Enumerable.Range(0, 12).Select(n => new GivenIdentity(Email, $"family{n}@ming.cn"))]))]);

        Assert.Equal(3, linked.Select(l => l.CustomerId).Distinct().Count());
        await using var db = library.Open();
        Assert.Equal(36, await db.CustomerIdentities.CountAsync(i => i.Type == Email && i.State == IdentityState.Shared));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Phone_with_two_member_numbers_within_ninety_days_is_shared_and_after_that_only_proposed(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        foreach (var number in new[] { "M1", "M2", "M3", "M4" }) await AddAsync(library, number, memberNo: number);

        await OneAsync(library, (MemberNo, "M1"), (Phone, "13912345678"));
        await OneAsync(library, (MemberNo, "M2"), (Phone, "13912345678"));
        await OneAsync(library, (MemberNo, "M3"), (Phone, "13912340000"));
        library.Clock.Advance(TimeSpan.FromDays(91));
        await OneAsync(library, (MemberNo, "M4"), (Phone, "13912340000"));

        await using var db = library.Open();
        Assert.True(await db.CustomerIdentities.Where(i => i.Value == "+8613912345678").AllAsync(i => i.State == IdentityState.Shared));
        Assert.True(await db.CustomerIdentities.Where(i => i.Value == "+8613912340000").AllAsync(i => i.State == IdentityState.Active));
        Assert.Equal(1, await db.MergeReviews.CountAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Null_as_an_id_is_refused_and_the_rest_of_the_set_still_counts(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await AddAsync(library, "王小明", memberNo: "M100");

        var nothing = await OneAsync(library, (MemberNo, "null"), (Phone, "undefined"));
        var something = await OneAsync(library, (UnionId, "null"), (MemberNo, "M100"));

        Assert.Equal((LinkVerdict.Refused, 0L, 2), (nothing.Verdict, nothing.IdentityId, nothing.Refused.Count));
        Assert.Equal((LinkVerdict.Known, id), (something.Verdict, something.CustomerId));
        Assert.Equal((0, IdentityFault.Filler), (something.Refused[0].Index, something.Refused[0].Fault));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task OneId_finds_its_customer_and_a_number_that_nobody_has_is_refused(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await AddAsync(library, "王小明");

        var (found, unknown) = (await OneAsync(library, (OneId, $"{id}")), await OneAsync(library, (OneId, "9999999")));

        Assert.Equal((LinkVerdict.Known, id), (found.Verdict, found.CustomerId));
        Assert.Equal((LinkVerdict.Refused, IdentityFault.NoSuchCustomer), (unknown.Verdict, unknown.Refused[0].Fault));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Blocked_value_is_refused(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await using (var db = library.Open())
        {
            db.BlockedValues.Add(new BlockedValue { Type = Phone, Value = "+8613912345678", At = library.Clock.Now });
            await db.SaveChangesAsync();
        }

        Assert.Equal(IdentityFault.Blocked, (await OneAsync(library, (Phone, "13912345678"))).Refused[0].Fault);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_one_set_brings_holds_for_the_next_of_the_same_call(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);

        var results = await ManyAsync(library, create: true,
            new IdentitySet([new(MemberNo, "M1"), new(UnionId, Union)], "王小明"), IdentitySet.Of(UnionId, Union), IdentitySet.Of(MemberNo, "M1"));

        Assert.Single(results.Select(r => r.CustomerId).Distinct());
        Assert.Equal([LinkVerdict.Created, LinkVerdict.Known, LinkVerdict.Known], results.Select(r => r.Verdict));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Same_new_person_from_four_callers_at_once_is_one_identity(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OneAsync(library, (MemberNo, "M1"))));

        Assert.Single(results.Select(r => r.IdentityId).Distinct());
    }

    internal static async Task<ResolvedIdentity> OneAsync(Library library, params (IdentityType Type, string Raw)[] values) =>
        (await ManyAsync(library, create: false, new IdentitySet([.. values.Select(v => new GivenIdentity(v.Type, v.Raw))])))[0];

    internal static async Task<IReadOnlyList<ResolvedIdentity>> ManyAsync(Library library, bool create, params IdentitySet[] sets)
    {
        await using var db = library.Open();
        await using var transaction = await Bulk.BeginAsync(db, default);
        var results = await library.Get<IdentityResolver>().ResolveAsync(db, sets, new(Actor.System, IdentitySource.Api, library.Clock.Now, create), default);
        await transaction.CommitAsync();
        return results;
    }

    internal static async Task<long> AddAsync(Library library, string name, string phone = "", string memberNo = "", string external = "") =>
        (await library.Get<CustomerEditor>().AddAsync(new CustomerDraft { Name = name, Phone = phone, MemberNo = memberNo, ExternalId = external }, Library.Admin, default)).Value;
}
