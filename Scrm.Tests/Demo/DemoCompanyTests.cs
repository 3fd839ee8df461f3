using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Customers;
using Scrm.Core.Demo;
using Scrm.Core.Events;
using Scrm.Core.Forecast;
using Scrm.Core.Tags;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Demo;

public sealed class DemoCompanyTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Demo_fills_an_empty_database_by_the_same_writer_as_real_work_and_no_other(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var welcomed = 0;

        Assert.True(await library.Get<DemoCompany>().FillAsync(_ => welcomed++, default));
        Assert.False(await library.Get<DemoCompany>().FillAsync(_ => welcomed++, default));

        await using var db = library.Open();
        Assert.Equal(DemoCompany.Customers, await db.Customers.CountAsync());
        Assert.Equal(DemoCompany.Logins.Count, welcomed);
        var (added, removed) = (await db.TagChanges.CountAsync(c => c.Kind == TagChangeKind.Added), await db.TagChanges.CountAsync(c => c.Kind == TagChangeKind.Removed));
        Assert.Equal(added - removed, await db.TagAssignments.CountAsync());
        Assert.True(removed > 500, "a year in which hardly anything changed is no demo");
        Assert.True(await db.TagChanges.MaxAsync(c => c.At) <= library.Clock.Now);
        Assert.False(await db.TagChanges.AnyAsync(c => db.Customers.Any(person => person.Id == c.CustomerId && person.AddedAt > c.At)), "nobody is tagged before they came");
        Assert.True(await db.CustomerEvents.CountAsync() > 10_000);
        Assert.True(await db.CustomerOrders.CountAsync() > 1_000);
        Assert.False(await db.CustomerEvents.AnyAsync(e => e.CustomerId == 0 || e.OccurredAt > library.Clock.Now));
        Assert.Equal(0, (await library.Get<AggregateRebuild>().RunAsync(Library.Admin, default)).Value!.Differed);
        Assert.True(await db.Relations.CountAsync(r => r.State == RelationState.DeletedByCustomer) > 10);
        Assert.Equal(11, await db.MergeReviews.CountAsync(r => r.State == ReviewState.Open));
        Assert.True(await db.FieldChanges.CountAsync(c => c.DefinitionId > 0) > 2_000);
        Assert.True((await library.Get<CompanyForecast>().LastAsync(default))!.Model is not null, "the demo's orders are enough for the model");
        Assert.Equal(13, await db.Batches.CountAsync(b => b.State == BatchState.Done && b.Kind == BatchKind.BulkTag));
    }
}
