using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Customers;

/// <summary>Putting tags on one customer, or taking them off, by a click.</summary>
public sealed class QuickTag(IDbContextFactory<ScrmDbContext> contexts, TagWriter writer, TimeProvider clock)
{
    /// <summary>What became of each order, removals first; null where there is no such customer within reach. <paramref name="reason"/>: for a stage that goes back.</summary>
    public async Task<IReadOnlyList<TagResult>?> ApplyAsync(
        long customer, IReadOnlyList<int> add, IReadOnlyList<int> remove, Scope scope, CancellationToken cancel, string reason = "")
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        await TagStore.LockAsync(db, [customer], cancel);
        if (!await CustomerQuery.InScope(db, scope).AnyAsync(c => c.Id == customer, cancel)) return null;
        var book = await TagBook.LoadAsync(db, cancel);
        var orders = remove.Select(tag => new TagOrder(customer, tag, Remove: true)).Concat(add.Select(tag => new TagOrder(customer, tag))).ToList();
        var source = scope.Actor.Kind == ActorKind.ApiKey ? TagSource.Api : TagSource.Manual;
        var results = await writer.WriteAsync(db, book, orders, new TagCause(scope, source, clock.GetUtcNow().UtcDateTime, Reason: reason.Trim()), cancel);
        await transaction.CommitAsync(cancel);
        return results;
    }
}
