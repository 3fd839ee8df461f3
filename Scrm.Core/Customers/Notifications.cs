using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Customers;

/// <summary>A line behind the bell.</summary>
public sealed record NotificationLine(long Id, NotificationKind Kind, long SubjectId, int Count, string Title, DateTime At, bool Read);

/// <summary>What the bell shows. Whoever has something to tell adds a <see cref="Notification"/> in the transaction it tells of.</summary>
public sealed class Notifications(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock)
{
    public const int Most = 30;

    /// <summary>How long a line is kept once it was read.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public async Task<int> UnreadAsync(Scope me, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Notifications.CountAsync(n => n.MemberId == me.MemberId && n.ReadAt == BusinessTime.Never, cancel);
    }

    /// <summary>The latest first.</summary>
    public async Task<IReadOnlyList<NotificationLine>> ListAsync(Scope me, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var told = await db.Notifications.AsNoTracking().Where(n => n.MemberId == me.MemberId).OrderByDescending(n => n.Id).Take(Most).ToListAsync(cancel);
        List<long> About(params NotificationKind[] kinds) => [.. told.Where(n => kinds.Contains(n.Kind)).Select(n => n.SubjectId).Distinct()];
        var (batchIds, customerIds) = (About(NotificationKind.BatchEnded, NotificationKind.BatchFailed), About(NotificationKind.CustomerLost));
        var batches = await db.Batches.Where(b => batchIds.Contains(b.Id)).ToDictionaryAsync(b => b.Id, b => b.Title, cancel);
        var customers = await db.Customers.Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => CustomerTitle.Of(c.Name, c.MemberNo, c.Id), cancel);
        return [.. told.Select(n => new NotificationLine(n.Id, n.Kind, n.SubjectId, n.Count, TitleOf(n), n.At, n.ReadAt != BusinessTime.Never))];

        string TitleOf(Notification n) => n.Kind switch
        {
            NotificationKind.CustomersReceived => n.Title,
            NotificationKind.CustomerLost => customers.GetValueOrDefault(n.SubjectId, CustomerTitle.Of("", "", n.SubjectId)),
            _ => batches.GetValueOrDefault(n.SubjectId, ""),
        };
    }

    /// <summary>Everything up to the line seen last is read; what was read long ago goes.</summary>
    public async Task ReadAsync(Scope me, long upTo, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var old = now - Kept;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var mine = db.Notifications.Where(n => n.MemberId == me.MemberId);
        await mine.Where(n => n.Id <= upTo && n.ReadAt == BusinessTime.Never).ExecuteUpdateAsync(n => n.SetProperty(x => x.ReadAt, now), cancel);
        await mine.Where(n => n.ReadAt != BusinessTime.Never && n.ReadAt < old).ExecuteDeleteAsync(cancel);
    }
}
