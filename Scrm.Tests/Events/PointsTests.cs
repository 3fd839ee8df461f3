using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Import;
using Scrm.Tests.Import;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Events;

/// <summary>Points are a ledger of events: added and taken, each once, the balance kept on the customer.</summary>
public sealed class PointsTests
{
    private static readonly PersonKey Wang = PersonKey.Read(IdentityType.Phone, "138 0000 1234")!.Value;

    private static EventDraft Points(Library library, int by, string key) => library.Message(Wang, key) with { KindId = KindId.Points, Quantity = by, Text = "" };

    [Theory, OnSqlite, OnPostgres]
    public async Task Balance_is_the_sum_of_what_was_added_and_taken_and_is_no_interaction(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await library.WithPhoneAsync("+8613800001234");

        var skips = await library.AppendAsync(Points(library, 120, "p1"), Points(library, -50, "p2"), Points(library, 120, "p1"), Points(library, 0, "p3"));

        Assert.Equal([EventSkip.None, EventSkip.None, EventSkip.Duplicate, EventSkip.QuantityMissing], skips);
        var customer = await library.ReadAsync(id);
        Assert.Equal((70L, 0, BusinessTime.Never), (customer.Points, customer.Interactions30, customer.LastInteractionAt));
        await library.HoldsAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Points_of_a_stranger_wait_for_them(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.AppendAsync(Points(library, 30, "p1"));

        await library.ImportAsync("手机号,姓名\n13800001234,王小明\n");

        await using (var db = library.Open()) Assert.Equal(30, (await db.Customers.SingleAsync()).Points);
        await library.HoldsAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task By_hand_no_more_is_taken_than_there_is(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await library.WithPhoneAsync("+8613800001234");
        Task<Outcome?> ByHandAsync(int by, string key) =>
            library.Get<CustomerEvents>().AddByHandAsync(id, new HandEvent(KindId.Points, library.Clock.Now, "生日", key) { Quantity = by }, Library.Admin, default);
        Assert.True((await ByHandAsync(100, "a"))!.Value.Ok);

        var refused = (await ByHandAsync(-101, "b"))!.Value.Refused!;

        Assert.Equal((EventRefusal.PointsShort, 100L), (refused.Why, refused.Values[0]));
        Assert.True((await ByHandAsync(-100, "c"))!.Value.Ok);
        Assert.Equal(0, (await library.ReadAsync(id)).Points);
        await library.HoldsAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Points_come_in_by_file_and_go_with_its_undo(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var id = await library.WithPhoneAsync("+8613800001234");

        var view = await library.ImportAsync("手机号,时间,行为,积分,备注\n13800001234,2026-02-01 10:00,积分变动,+200,签到\n13800001234,2026-02-02 10:00,points,-80,兑换\n"
            + "13800001234,2026-02-03 10:00,积分变动,,\n13800001234,2026-02-03 10:00,通话,-1,\n");

        Assert.Equal((2, 2), (view.Result!.Events, view.Result.Lost));
        Assert.Equal([PlanProblem.QuantityNegative, PlanProblem.QuantityMissing],
            (await library.Get<ImportHistory>().KindsAsync(view.Id, Library.Admin, default)).Select(k => (PlanProblem)k.Code));
        Assert.Equal(120, (await library.ReadAsync(id)).Points);
        await library.UndoAsync(view.Batch!.Id);
        Assert.Equal(0, (await library.ReadAsync(id)).Points);
        await library.HoldsAsync();
    }
}
