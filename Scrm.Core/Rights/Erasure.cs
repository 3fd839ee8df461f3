using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Import;
using Scrm.Core.Team;

namespace Scrm.Core.Rights;

/// <summary>
/// What went: identities, events, tag lines, uploaded files deleted, imports called off with them. Orders stay as amounts that belong to nobody.
/// Mentions: other customers whose own texts name the person; they are for people to look at.
/// </summary>
public sealed record ErasureReport(int Customers, int Identities, int Events, int OrdersKept, int TagLines, int Files, IReadOnlyList<long> Mentions);

/// <summary>
/// Erasure of a person on their own wish. Nothing that is theirs stays anywhere in the database; a keyed hash of each identity does, so that neither a file
/// nor a form nor a program brings them back.
/// </summary>
public sealed class Erasure(IDbContextFactory<ScrmDbContext> contexts, UploadStore uploads, TimeProvider clock)
{
    private const int MostMentions = 50;

    /// <summary><paramref name="typed"/>: the customer's name, typed to confirm. Null where there is no such customer within reach.</summary>
    public async Task<Outcome<ErasureReport>?> EraseAsync(long id, string typed, Scope who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await CustomerQuery.InScope(db, who).AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancel) is not { } customer) return null;
        if (!who.MayErase) return new Refusal(RightsRefusal.NotAllowed);
        if (Folding.Key(typed) != Folding.Key(CustomerTitle.Of(customer.Name, customer.MemberNo, customer.Id))) return new Refusal(RightsRefusal.NameDiffers);
        var found = await PersonTraces.OfAsync(db, id, cancel);
        var files = await new PersonFiles(db, uploads).FindAsync(found, cancel);
        if (files.Any(f => f.State == ImportState.Applying)) return new Refusal(RightsRefusal.ImportRunning);
        await ForgetFreedPagesAsync(db, on: true, cancel);
        var report = await EraseAsync(db, id, files, who, cancel);
        foreach (var file in files.Select(f => f.StoredName).Distinct()) uploads.Delete(file);
        await ForgetFreedPagesAsync(db, on: false, cancel);
        return report;
    }

    private async Task<ErasureReport> EraseAsync(ScrmDbContext db, long id, IReadOnlyList<PersonFile> files, Scope who, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        await IdentityResolver.TakeTurnAsync(db, cancel);
        var person = await PersonTraces.OfAsync(db, id, cancel);
        await TombstonesAsync(db, person, now, cancel);
        var rows = new PersonRows(db, person);
        var (events, orders, tags) = await rows.RemoveAsync(cancel);
        await new PersonWords(db, person).BlankAsync(files, cancel);
        var mentions = await MentionsAsync(db, person, cancel);
        db.AuditEntries.Add(AuditTrail.Entry(now, who.Actor, AuditAct.PersonErased, id, person.Keys.Count));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new(person.Ids.Count, person.Keys.Count, events, orders, tags, files.Select(f => f.StoredName).Distinct().Count(), mentions);
    }

    private static async Task TombstonesAsync(ScrmDbContext db, PersonTraces person, DateTime now, CancellationToken cancel)
    {
        var key = await Tombstone.KeyAsync(db, cancel);
        var hashes = person.Remembered.Select(k => Tombstone.Hash(key, k.Type, k.Value)).Distinct().ToList();
        var there = await db.ErasedIdentities.Where(e => hashes.Contains(e.Hash)).Select(e => e.Hash).ToListAsync(cancel);
        db.ErasedIdentities.AddRange(hashes.Except(there).Select(h => new ErasedIdentity { Hash = h, At = now }));
        await db.SaveChangesAsync(cancel);
    }

    private static async Task<IReadOnlyList<long>> MentionsAsync(ScrmDbContext db, PersonTraces person, CancellationToken cancel)
    {
        var mentions = new SortedSet<long>();
        foreach (var text in person.Strong)
            mentions.UnionWith(await db.Customers.Where(c => c.Remark.Contains(text) || c.Name.Contains(text) || c.Company.Contains(text)).OrderBy(c => c.Id).Take(MostMentions)
                .Select(c => c.Id).ToListAsync(cancel));
        return [.. mentions.Take(MostMentions)];
    }

    /// <summary>SQLite leaves what was deleted in its free pages and in the log beside it; here it is overwritten and the log emptied.</summary>
    private static async Task ForgetFreedPagesAsync(ScrmDbContext db, bool on, CancellationToken cancel)
    {
        if (!db.Database.IsSqlite()) return;
        await db.Database.OpenConnectionAsync(cancel);
        foreach (var sql in on ? ["PRAGMA secure_delete=ON"] : new[] { "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA secure_delete=OFF" })
        {
            await using var pragma = Bulk.Command(db, sql);
            await pragma.ExecuteNonQueryAsync(cancel);
        }
    }
}
