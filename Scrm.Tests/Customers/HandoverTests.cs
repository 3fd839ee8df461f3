using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Audit;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Customers;

public sealed class HandoverTests
{
    private sealed record World(Library Library, Member Li, Member Zhang, Customer Owned, Customer Followed, Customer Pool);

    [Theory, OnSqlite, OnPostgres]
    public async Task One_customer_passes_on_with_the_relation_the_owner_and_a_line_in_every_log(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var w = await WorldAsync(library);

        Assert.True((await library.Get<Handover>().OneAsync(w.Owned.Id, null, w.Zhang.Id, "换区", Library.Admin, default))!.Value.Ok);

        Assert.Equal([$"{w.Owned.Id}:{w.Li.Id} Transferred", $"{w.Owned.Id}:{w.Zhang.Id} Active"], await RelationsAsync(library, w.Owned.Id));
        await using var db = library.Open();
        Assert.Equal(w.Zhang.Id, await db.Customers.Where(c => c.Id == w.Owned.Id).Select(c => c.OwnerId).SingleAsync());
        Assert.Equal($"{w.Li.Id} → {w.Zhang.Id}", await db.FieldChanges.Where(f => f.Field == CustomerField.Owner).Select(f => f.Old + " → " + f.New).SingleAsync());
        Assert.Equal(1, await db.AuditEntries.CountAsync(a => a.Act == AuditAct.CustomersHandedOver && a.SubjectId == w.Owned.Id));
        var turns = (await library.Get<CustomerRelations>().HistoryAsync(w.Owned.Id, Library.Admin, default))!;
        Assert.Contains(turns, t => t is { State: RelationState.Transferred, Member: "小李", To: "小张", Reason: "换区" });
        Assert.DoesNotContain((await library.Get<LostCustomers>().PageAsync(LostFilter.Everything, Library.Admin, default)).Rows, r => r.CustomerId == w.Owned.Id);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task All_of_a_leaver_pass_on_and_the_undo_restores_everything(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var w = await WorldAsync(library);
        var (before, order) = (await EverythingAsync(library), new HandoverOrder(null, w.Li.Id, w.Zhang.Id, "离职"));
        Assert.Equal((1, 1), await library.Get<Handover>().CountAsync(w.Li.Id, Library.Admin, default));
        Assert.Equal((2, 1, 1), (await library.Get<Handover>().PreviewAsync(order, Library.Admin, default)).Value is { } p ? (p.Customers, p.Owned, p.Followed) : default);
        library.Clock.Advance(TimeSpan.FromDays(1));

        var batch = (await library.Get<Handover>().StartAsync(order, Library.Admin, default)).Value;
        await library.RunBatchesAsync();

        var done = (await library.Get<BatchDesk>().FindAsync(batch, Library.Admin, default))!;
        Assert.Equal((BatchState.Done, 2, 0, "小李 → 小张", true), (done.State, done.Updated, done.Skipped, done.Title, done.MayUndo));
        Assert.Equal((0, 0), await library.Get<Handover>().CountAsync(w.Li.Id, Library.Admin, default));
        Assert.Equal([$"{w.Followed.Id}:{w.Li.Id} Transferred", $"{w.Followed.Id}:{w.Zhang.Id} Active"], await RelationsAsync(library, w.Followed.Id));

        Assert.True((await library.Get<BatchDesk>().UndoAsync(batch, Library.Admin, default)).Ok);
        await library.RunBatchesAsync();
        Assert.Equal(before, await EverythingAsync(library));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Whoever_receives_or_loses_customers_is_told(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var w = await WorldAsync(library);
        await library.Get<Handover>().OneAsync(w.Owned.Id, null, w.Zhang.Id, "换区", Library.Admin, default);
        await library.Get<Handover>().StartAsync(new HandoverOrder(null, w.Li.Id, w.Zhang.Id, "离职"), Library.Admin, default);
        await library.RunBatchesAsync();
        await library.Get<CustomerRelations>().EndAsync(w.Owned.Id, w.Zhang.Id, byCustomer: true, "", Library.Admin, default);

        var told = await library.Get<Notifications>().ListAsync(Library.Admin with { Actor = Actor.Member(w.Zhang.Id) }, default);
        Assert.Equal([NotificationKind.CustomerLost, NotificationKind.CustomersReceived, NotificationKind.CustomersReceived], told.Select(n => n.Kind));
        Assert.Empty(await library.Get<Notifications>().ListAsync(Library.Admin with { Actor = Actor.Member(w.Li.Id) }, default));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Undo_leaves_alone_what_somebody_has_changed_since(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var w = await WorldAsync(library);
        var batch = (await library.Get<Handover>().StartAsync(new(BulkTarget.AllOf(CustomerFilter.Everyone), null, w.Zhang.Id), Library.Admin, default)).Value;
        await library.RunBatchesAsync();
        Assert.True((await library.Get<Handover>().OneAsync(w.Owned.Id, null, 0, "", Library.Admin, default))!.Value.Ok);

        var undo = (await library.Get<BatchDesk>().UndoAsync(batch, Library.Admin, default)).Value;
        await library.RunBatchesAsync();

        var view = (await library.Get<BatchDesk>().FindAsync(undo, Library.Admin, default))!;
        Assert.Equal((BatchState.Done, 1, 1), (view.State, view.Updated, view.Skipped));
        await using var db = library.Open();
        Assert.Equal(0, await db.Customers.Where(c => c.Id == w.Owned.Id).Select(c => c.OwnerId).SingleAsync());
        Assert.Equal(0, await db.Customers.Where(c => c.Id == w.Pool.Id).Select(c => c.OwnerId).SingleAsync());
        Assert.Empty(await RelationsAsync(library, w.Pool.Id));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Selection_shows_who_is_in_charge_now_and_skips_those_who_are_there_already(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var w = await WorldAsync(library);
        var order = new HandoverOrder(BulkTarget.Picked([w.Owned.Id, w.Followed.Id, w.Pool.Id]), null, w.Zhang.Id);

        var preview = (await library.Get<Handover>().PreviewAsync(order, Library.Admin, default)).Value!;
        Assert.Equal(["", "小张", "小李"], preview.Shares.Select(s => s.Name).Order(StringComparer.Ordinal));
        var batch = (await library.Get<Handover>().StartAsync(order, Library.Admin, default)).Value;
        await library.RunBatchesAsync();

        Assert.Equal((2, 1), await library.Get<BatchDesk>().FindAsync(batch, Library.Admin, default) is { } b ? (b.Updated, b.Skipped) : default);
        await using var db = library.Open();
        Assert.Equal(3, await db.Customers.CountAsync(c => c.OwnerId == w.Zhang.Id));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Hand_over_stays_within_reach_and_within_the_right(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var w = await WorldAsync(library);
        var li = new Scope(Actor.Member(w.Li.Id), Role.Sales, 0, [w.Li.Id]);
        var manager = new Scope(Actor.Member(w.Li.Id), Role.Sales, 0, [w.Li.Id, w.Zhang.Id]);
        var other = new Scope(Actor.Member(90), Role.Sales, 0, [90]);
        var viewer = new Scope(Actor.Member(91), Role.Viewer, 0, [91]);
        var handover = library.Get<Handover>();

        Assert.Null(await handover.OneAsync(w.Owned.Id, null, 90, "", other, default));
        Assert.Equal(RelationRefusal.NotAllowed, (await handover.OneAsync(w.Owned.Id, null, 0, "", viewer, default))!.Value.Refused!.Why);
        Assert.Equal(RelationRefusal.MemberOutOfReach, (await handover.OneAsync(w.Owned.Id, null, w.Zhang.Id, "", li, default))!.Value.Refused!.Why);
        Assert.Equal(RelationRefusal.NothingToHandOver, (await handover.OneAsync(w.Followed.Id, null, w.Li.Id, "", li, default))!.Value.Refused!.Why);
        Assert.Equal(RelationRefusal.SamePerson, (await handover.OneAsync(w.Owned.Id, w.Li.Id, w.Li.Id, "", li, default))!.Value.Refused!.Why);
        Assert.Equal(RelationRefusal.NotAllowed, (await handover.PreviewAsync(new(null, w.Zhang.Id, 0), li, default)).Refused!.Why);
        Assert.Equal((0, 0), await handover.CountAsync(w.Zhang.Id, li, default));
        Assert.True((await handover.OneAsync(w.Pool.Id, null, w.Li.Id, "", li, default))!.Value.Ok);
        Assert.True((await handover.OneAsync(w.Owned.Id, null, w.Zhang.Id, "", manager, default))!.Value.Ok);
        Assert.Equal(RelationRefusal.NobodyMeant,
            (await handover.StartAsync(new(BulkTarget.AllOf(CustomerFilter.Everyone with { Text = "没有这个人" }), null, 0), Library.Admin, default)).Refused!.Why);
    }

    private static async Task<World> WorldAsync(Library library)
    {
        var (li, zhang) = (await library.MemberAsync("小李", Role.Sales), await library.MemberAsync("小张", Role.Sales));
        var owned = await library.CustomerAsync("小李的", c => c.OwnerId = li.Id);
        var followed = await library.CustomerAsync("小李跟进的", c => c.OwnerId = zhang.Id);
        var pool = await library.CustomerAsync("公海的");
        var relations = library.Get<CustomerRelations>();
        await relations.AddAsync(owned.Id, li.Id, new("老客户"), Library.Admin, default);
        await relations.AddAsync(followed.Id, li.Id, new(), Library.Admin, default);
        library.Clock.Advance(TimeSpan.FromHours(1));
        await relations.AddAsync(followed.Id, zhang.Id, new(), Library.Admin, default);
        library.Clock.Advance(TimeSpan.FromHours(1));
        await relations.EndAsync(followed.Id, zhang.Id, byCustomer: false, "", Library.Admin, default);
        return new(library, li, zhang, owned, followed, pool);
    }

    private static async Task<IReadOnlyList<string>> RelationsAsync(Library library, long customer)
    {
        await using var db = library.Open();
        return [.. (await db.Relations.Where(r => r.CustomerId == customer).OrderBy(r => r.MemberId).ToListAsync()).Select(r => $"{r.CustomerId}:{r.MemberId} {r.State}")];
    }

    /// <summary>Owners and relations, in a form that compares to the letter.</summary>
    private static async Task<IReadOnlyList<string>> EverythingAsync(Library library)
    {
        await using var db = library.Open();
        var relations = await db.Relations.AsNoTracking().OrderBy(r => r.CustomerId).ThenBy(r => r.MemberId).ToListAsync();
        return [.. (await db.Customers.OrderBy(c => c.Id).Select(c => new { c.Id, c.OwnerId }).ToListAsync()).Select(c => $"{c.Id} {c.OwnerId}"),
            .. relations.Select(r => $"{r.CustomerId} {r.MemberId} {r.State} {r.AddedAt:O} {r.EndedAt:O} {r.Remark}")];
    }
}
