using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Database;

public sealed class SqliteWriteGateTests
{
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

    [Fact]
    public async Task Failed_write_gives_its_turn_back()
    {
        await using var library = await Library.CreateAsync(DatabaseEngine.Sqlite);
        await library.GroupAsync("来源");

        await using (var db = library.Open())
        {
            db.Add(new TagGroup { Name = "来源", NameKey = "来源" });
            await Assert.ThrowsAsync<Microsoft.EntityFrameworkCore.DbUpdateException>(() => db.SaveChangesAsync());
        }

        Assert.NotEqual(0, (await library.GroupAsync("渠道")).Id);
    }
}
