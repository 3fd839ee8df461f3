using Microsoft.Data.Sqlite;
using Scrm.Core.Database.Sqlite;

namespace Scrm.Tests.Database;

public sealed class SqliteWriteGateTests
{
    [Fact]
    public async Task A_turn_that_was_lost_goes_to_who_waited_and_is_given_back_once()
    {
        var gate = new SqliteWriteGate(TimeSpan.FromMilliseconds(50));
        using SqliteConnection lost = new(), waited = new(), next = new();
        await gate.EnterAsync(lost, default);
        await gate.EnterAsync(waited, default);
        gate.Leave(lost);
        var third = new SqliteWriteGate(TimeSpan.FromSeconds(20));
        await third.EnterAsync(lost, default);
        var waiting = third.EnterAsync(next, default);
        Assert.False(waiting.IsCompleted);
        third.Leave(lost);
        await waiting;
        gate.Leave(waited);
        gate.Leave(waited);
        await gate.EnterAsync(next, default);
    }
}
