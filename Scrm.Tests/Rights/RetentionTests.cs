using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Rights;
using Scrm.Tests.Events;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Rights;

public sealed class RetentionTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Old_views_go_and_what_the_sums_rest_on_stays(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (busy, quiet) = (await library.CustomerAsync("王小明"), await library.CustomerAsync("李四"));
        EventDraft View(long customer, int daysAgo) => new() { KindId = KindId.PageView, Person = PersonKey.Of(customer), OccurredAt = library.Clock.Now.AddDays(-daysAgo), Key = $"{customer}-{daysAgo}" };
        await library.AppendAsync(View(busy.Id, 500), View(busy.Id, 450), View(busy.Id, 3), View(quiet.Id, 480), View(quiet.Id, 470), library.Message(PersonKey.Of(busy.Id), "m", 490));
        await library.OrderAsync(library.Order(PersonKey.Of(busy.Id), "T1", 900, 495));
        var retention = library.Get<Retention>();
        Assert.Equal(0, await retention.SweepAsync(default));

        Assert.True((await retention.SaveAsync(RetentionRule.Default with { Months = 12 }, 0, Library.Admin, default)).Ok);
        Assert.Equal(4, await retention.OldAsync(RetentionRule.Default with { Months = 12 }, default));
        Assert.Equal(3, await retention.SweepAsync(default));
        Assert.Equal(0, await retention.SweepAsync(default));

        await using var db = library.Open();
        Assert.Equal(["T1", "m"], await db.CustomerEvents.Where(e => e.KindId != KindId.PageView).Select(e => e.DedupeKey.StartsWith("m") ? "m" : "T1").OrderBy(k => k == "m").ToListAsync());
        Assert.Equal(2, await db.CustomerEvents.CountAsync(e => e.KindId == KindId.PageView));
        await library.HoldsAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Orders_and_words_are_never_cleared_and_short_times_are_refused(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var retention = library.Get<Retention>();

        Assert.Equal(RightsRefusal.MonthsRange, (await retention.SaveAsync(new(1, []), 0, Library.Admin, default)).Refused!.Why);
        Assert.True((await retention.SaveAsync(new(6, [KindId.OrderPaid, KindId.MessageIn, KindId.PageView]), 0, Library.Admin, default)).Ok);

        Assert.Equal([KindId.PageView], (await retention.ReadAsync(default)).Rule.Kinds);
        Assert.Equal(RightsRefusal.ChangedMeanwhile, (await retention.SaveAsync(new(6, []), 0, Library.Admin, default)).Refused!.Why);
    }
}
