using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Database.Sqlite;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

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

    [Fact]
    public async Task Writer_waits_for_its_turn_and_the_turn_comes_back_however_the_other_one_ended()
    {
        await using var library = await Library.CreateAsync(DatabaseEngine.Sqlite);
        await using var first = library.Open();
        var transaction = await Bulk.BeginAsync(first, default);

        await using var second = library.Open();
        second.Members.Add(new Member { Name = "王芳" });
        var waiting = second.SaveChangesAsync();
        await Task.Delay(50);
        Assert.False(waiting.IsCompleted);

        await transaction.DisposeAsync();
        Assert.Equal(1, await waiting);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Failed_write_gives_its_turn_back_also_on_a_connection_that_was_opened_by_name(bool byName)
    {
        await using var library = await Library.CreateAsync(DatabaseEngine.Sqlite);
        await library.GroupAsync("来源");

        await using (var db = library.Open())
        {
            if (byName) await db.Database.OpenConnectionAsync();
            db.Add(new TagGroup { Name = "来源", NameKey = "来源" });
            await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
        }

        var group = library.GroupAsync("渠道");
        Assert.Same(group, await Task.WhenAny(group, Task.Delay(TimeSpan.FromSeconds(10))));
    }

    [Fact]
    public async Task Whoever_writes_can_see_that_somebody_waits()
    {
        await using var library = await Library.CreateAsync(DatabaseEngine.Sqlite);
        await using var db = library.Open();
        await using var transaction = await Bulk.BeginAsync(db, default);
        Assert.False(Bulk.OthersWait(db));

        var click = Task.Run(() => library.GroupAsync("来源"));
        while (!Bulk.OthersWait(db)) await Task.Delay(5);
        await transaction.CommitAsync();
        await click;

        Assert.False(Bulk.OthersWait(db));
    }
}
