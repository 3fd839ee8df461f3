using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Customers;

public sealed class NotificationTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Long_batch_tells_its_member_of_the_end_and_a_short_one_does_not(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await EndAsync(library, "很快的");
        await EndAsync(library, "七月客户.xlsx", BatchRunner.WorthTelling);

        var line = Assert.Single(await library.Get<Notifications>().ListAsync(Library.Admin, default));
        Assert.Equal((NotificationKind.BatchEnded, "七月客户.xlsx", false), (line.Kind, line.Title, line.Read));
        Assert.Empty(await library.Get<Notifications>().ListAsync(Library.Admin with { Actor = Scrm.Core.Actor.Member(2) }, default));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Failed_batch_is_told_however_short_it_was(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await using (var db = library.Open())
        {
            library.Get<BatchDesk>().Add(db, BatchKind.Undo, "没有对象的撤销", "{}", 0, Library.Admin, undoes: 999);
            await db.SaveChangesAsync();
        }
        await library.RunBatchesAsync();

        Assert.Equal(NotificationKind.BatchFailed, Assert.Single(await library.Get<Notifications>().ListAsync(Library.Admin, default)).Kind);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_read_no_longer_counts_and_goes_after_a_month(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var book = library.Get<Notifications>();
        await EndAsync(library, "第一次", BatchRunner.WorthTelling);
        await book.ReadAsync(Library.Admin, (await book.ListAsync(Library.Admin, default))[0].Id, default);
        Assert.Equal(0, await book.UnreadAsync(Library.Admin, default));

        library.Clock.Advance(Notifications.Kept + TimeSpan.FromDays(1));
        await EndAsync(library, "第二次", BatchRunner.WorthTelling);
        Assert.Equal(1, await book.UnreadAsync(Library.Admin, default));
        await book.ReadAsync(Library.Admin, (await book.ListAsync(Library.Admin, default))[0].Id, default);
        Assert.Equal("第二次", Assert.Single(await book.ListAsync(Library.Admin, default)).Title);
    }

    private static async Task EndAsync(Library library, string title, TimeSpan after = default)
    {
        await using (var db = library.Open())
        {
            var undone = library.Get<BatchDesk>().Add(db, BatchKind.BulkTag, title, "{}", 0, Library.Admin);
            undone.State = BatchState.Cancelled;
            await db.SaveChangesAsync();
            library.Get<BatchDesk>().Add(db, BatchKind.Undo, title, "{}", 0, Library.Admin, undone.Id);
            await db.SaveChangesAsync();
        }
        library.Clock.Advance(after);
        await library.RunBatchesAsync();
    }
}
