using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Tests.Events;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Customers;

public sealed class DuplicateTests
{
    private static readonly DuplicateSearch ByPhone = new([IdentityType.Phone]);

    [Theory, OnSqlite, OnPostgres]
    public async Task Dry_run_shows_the_sizes_and_holds_back_who_is_told_apart(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await ClusterAsync(library, "+8613912340001", 2);
        await ClusterAsync(library, "+8613912340002", 2);
        await ClusterAsync(library, "+8613912340003", 7);
        await ClusterAsync(library, "+8613912340004", 2, numbered: true);

        var plan = (await library.Get<DuplicateDesk>().PlanAsync(ByPhone, Library.Admin, default)).Value!;

        Assert.Equal([(2, 3), (7, 1)], plan.Sizes);
        Assert.Equal((4, 13, 2, 1, 6, 1), (plan.Clusters, plan.Customers, plan.Merges, plan.Large, plan.LargeMerges, plan.Different));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Cluster_of_more_than_five_stops_for_approval(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await ClusterAsync(library, "+8613912340001", 2);
        await ClusterAsync(library, "+8613912340003", 6);
        var desk = library.Get<DuplicateDesk>();

        var refused = await desk.StartAsync(ByPhone, approved: false, withoutLarge: false, "查重", Library.Admin, default);
        var without = await desk.StartAsync(ByPhone, approved: false, withoutLarge: true, "查重", Library.Admin, default);
        await library.RunBatchesAsync();

        Assert.Equal((MergeRefusal.NeedsApproval, 1, 5), (refused.Refused!.Why, refused.Refused.Values[0], refused.Refused.Values[1]));
        await using var db = library.Open();
        Assert.Equal(1 + 6, await db.Customers.CountAsync());
        Assert.True(without.Ok);
        Assert.True((await desk.StartAsync(ByPhone, approved: true, withoutLarge: false, "查重", Library.Admin, default)).Ok);
        await library.RunBatchesAsync();
        Assert.Equal(2, await db.Customers.CountAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Batch_of_merges_is_taken_back_to_the_letter(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var ids = await ClusterAsync(library, "+8613912340001", 4);
        await ClusterAsync(library, "+8613912340002", 3);
        await library.AppendAsync(library.Message(Core.Events.PersonKey.Of(ids[2]), "1"), library.Message(Core.Events.PersonKey.Of(ids[3]), "2"));
        var before = await library.StateAsync();

        var batch = (await library.Get<DuplicateDesk>().StartAsync(ByPhone, approved: false, withoutLarge: false, "查重", Library.Admin, default)).Value;
        await library.RunBatchesAsync();
        await using (var db = library.Open()) Assert.Equal((2, 5), (await db.Customers.CountAsync(), await db.CustomerMerges.CountAsync(m => m.BatchId == batch && m.Rule == MergeRule.Bulk)));
        await library.Get<BatchDesk>().UndoAsync(batch, Library.Admin, default);
        await library.RunBatchesAsync();

        Assert.Equal(before, await library.StateAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Search_within_a_source_finds_only_what_touches_it(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await ClusterAsync(library, "+8613912340001", 2, source: "展会");
        await ClusterAsync(library, "+8613912340002", 2);

        var plan = (await library.Get<DuplicateDesk>().PlanAsync(ByPhone with { Source = "展会" }, Library.Admin, default)).Value!;

        Assert.Equal(1, plan.Clusters);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Blocked_value_stops_linking_at_once_and_is_listed_with_how_many_have_it(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await ClusterAsync(library, "+8613912340001", 2);
        var blocked = library.Get<BlockedValues>();

        var added = await blocked.AddAsync(IdentityType.Phone, "139 1234 0001", " 门店电话 ", Library.Admin, default);
        var again = await blocked.AddAsync(IdentityType.Phone, "13912340001", "", Library.Admin, default);
        var line = (await blocked.ListAsync(Library.Admin, default)).Single();

        Assert.Equal((2, MergeRefusal.ValueBlocked), (added.Value, again.Refused!.Why));
        Assert.Equal(("139****0001", "门店电话", 2), (line.Shown, line.Reason, line.Customers));
        Assert.Equal(0, (await library.Get<DuplicateDesk>().PlanAsync(ByPhone, Library.Admin, default)).Value!.Clusters);
        await blocked.RemoveAsync(line.Id, Library.Admin, default);
        Assert.Equal(1, (await library.Get<DuplicateDesk>().PlanAsync(ByPhone, Library.Admin, default)).Value!.Clusters);
        Assert.Equal(MergeRefusal.ValueUnreadable, (await blocked.AddAsync(IdentityType.Phone, "null", "", Library.Admin, default)).Refused!.Why);
    }

    private static async Task<IReadOnlyList<long>> ClusterAsync(Library library, string phone, int size, bool numbered = false, string source = "")
    {
        var ids = new List<long>();
        for (var i = 0; i < size; i++)
        {
            var customer = await library.CustomerAsync($"客户{i}", c => (c.Phone, c.Source) = (phone, source));
            await using var db = library.Open();
            db.Add(new CustomerIdentity { CustomerId = customer.Id, Type = IdentityType.Phone, Value = phone, FirstSeen = library.Clock.Now });
            if (numbered) db.Add(new CustomerIdentity { CustomerId = customer.Id, Type = IdentityType.MemberNo, Value = $"M{i}", FirstSeen = library.Clock.Now });
            await db.SaveChangesAsync();
            ids.Add(customer.Id);
        }
        return ids;
    }
}
