using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Customers;

/// <summary>Runs hand-overs in the order of the customers' ids, each step with the scope its author has by then.</summary>
internal sealed class HandoverWork(Roster roster, TimeProvider clock) : IBatchWork
{
    private const int AStep = 500;

    public BatchKind Kind => BatchKind.HandOver;

    public Task<IBatchSteps> OpenAsync(Batch batch, CancellationToken cancel) =>
        Task.FromResult<IBatchSteps>(new Steps(roster, clock, JsonSerializer.Deserialize<HandoverJob>(batch.Work)!));

    private sealed class Steps(Roster roster, TimeProvider clock, HandoverJob job) : IBatchSteps
    {
        private readonly CachedBook books = new();

        public async Task<bool> StepAsync(ScrmDbContext db, Batch batch, CancellationToken cancel)
        {
            var scope = await BulkTagWork.ScopeAsync(roster, batch, cancel);
            var customers = job.Order.Target is { } target ? await MeantAsync(db, target, scope, batch.Position, cancel) : await LeftAsync(db, batch.Position, cancel);
            if (customers.Count == 0) return await EndAsync(db, batch, scope, cancel);
            var moved = await HandoverStep.RunAsync(db, customers, new(job.Order, scope, clock.GetUtcNow().UtcDateTime, batch.Id), cancel);
            batch.Updated += moved.Count;
            batch.Skipped += customers.Count - moved.Count;
            batch.Done += customers.Count;
            batch.Position = customers[^1];
            return true;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private async Task<bool> EndAsync(ScrmDbContext db, Batch batch, Scope scope, CancellationToken cancel)
        {
            if (batch.Updated > 0 && !await db.Notifications.AnyAsync(n => n.MemberId == job.To && n.Kind == NotificationKind.CustomersReceived && n.SubjectId == batch.Id, cancel))
                await Handover.TellAsync(db, job.To, batch.Id, batch.Updated, scope, clock.GetUtcNow().UtcDateTime, cancel);
            return false;
        }

        private async Task<IReadOnlyList<long>> MeantAsync(ScrmDbContext db, BulkTarget target, Scope scope, long after, CancellationToken cancel)
        {
            var query = await BulkTagging.QueryAsync(db, target, scope, (await books.ReadAsync(db, cancel)).Book, cancel);
            return await query.AfterAsync(after, job.UpTo, AStep, cancel);
        }

        /// <summary>The next of everything the member owns or follows.</summary>
        private async Task<IReadOnlyList<long>> LeftAsync(ScrmDbContext db, long after, CancellationToken cancel)
        {
            var owned = db.Customers.Where(c => c.OwnerId == job.From && c.Id > after && c.Id <= job.UpTo).Select(c => c.Id);
            var followed = from relation in db.Relations
                           where relation.MemberId == job.From && relation.State == RelationState.Active && relation.CustomerId > after && relation.CustomerId <= job.UpTo
                           join customer in db.Customers on relation.CustomerId equals customer.Id
                           select customer.Id;
            return await owned.Union(followed).Order().Take(AStep).ToListAsync(cancel);
        }
    }
}
