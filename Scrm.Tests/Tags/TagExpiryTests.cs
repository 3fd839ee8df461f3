using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Tags;

public sealed class TagExpiryTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Tag_ends_when_its_lifetime_is_over_and_the_ledger_says_why(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var group = await library.GroupAsync("意向");
        var (brief, lasting) = (await library.TagAsync(group, "高意向", t => t.LifetimeDays = 30), await library.TagAsync(group, "老客户"));
        var customer = await library.CustomerAsync();
        await library.WriteAsync(Library.Admin, [new(customer.Id, brief.Id), new(customer.Id, lasting.Id)]);

        library.Clock.Advance(TimeSpan.FromDays(29));
        Assert.Equal(0, await library.Get<TagExpiry>().SweepAsync(library.Clock.Now, default));
        library.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await library.Get<TagExpiry>().SweepAsync(library.Clock.Now, default));
        Assert.Equal(0, await library.Get<TagExpiry>().SweepAsync(library.Clock.Now, default));

        await using var db = library.Open();
        Assert.Equal(lasting.Id, (await db.TagAssignments.SingleAsync()).TagId);
        var last = await db.TagChanges.OrderByDescending(c => c.Id).FirstAsync();
        Assert.Equal((TagChangeKind.Removed, TagSource.Expiry, brief.Id), (last.Kind, last.Cause, last.TagId));
    }
}
