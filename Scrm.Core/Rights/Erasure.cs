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

/// <summary>Another customer whose own texts name the person.</summary>
public sealed record ErasureMention(long Id, string Title);

/// <summary>What would go, as the report counts it, and who else names the person: after the erasure nothing says any longer where to look.</summary>
public sealed record ErasureOutlook(int Identities, int Events, int OrdersKept, int TagLines, int Files, IReadOnlyList<ErasureMention> Mentions);

/// <summary>
/// Erasure of a person on their own wish. Nothing that is theirs stays anywhere in the database; a keyed hash of each identity does, so that neither a file
/// nor a form nor a program brings them back.
/// </summary>
public sealed class Erasure(IDbContextFactory<ScrmDbContext> contexts, UploadStore uploads, Tombstones tombstones, ErasureJournal journal, TimeProvider clock)
{
    private const int MostMentions = 50;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Reads every uploaded file there is, which takes a moment. Null where there is no such customer within reach.</summary>
    public async Task<Outcome<ErasureOutlook>?> OutlookAsync(long id, Scope who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (!await CustomerQuery.InScope(db, who).AnyAsync(c => c.Id == id, cancel)) return null;
        if (!who.MayErase) return new Refusal(RightsRefusal.NotAllowed);
        var person = await PersonTraces.OfAsync(db, id, cancel);
        var files = await new PersonFiles(db, uploads).FindAsync(person, cancel);
        if (files.Any(f => f.State == ImportState.Applying)) return new Refusal(RightsRefusal.ImportRunning);
        var (events, orders, tags) = await new PersonRows(db, person).CountAsync(cancel);
        var mentions = await MentionsAsync(db, person, cancel);
        return new ErasureOutlook(person.Values, events, orders, tags, files.Select(f => f.StoredName).Distinct().Count(),
            await db.Customers.Where(c => mentions.Contains(c.Id)).OrderBy(c => c.Id).Select(c => new ErasureMention(c.Id, CustomerTitle.Of(c.Name, c.MemberNo, c.Id))).ToListAsync(cancel));
    }

    /// <summary><paramref name="typed"/>: the customer's name, typed to confirm. Null where there is no such customer within reach.</summary>
    public async Task<Outcome<ErasureReport>?> EraseAsync(long id, string typed, Scope who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await CustomerQuery.InScope(db, who).AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancel) is not { } customer) return null;
        if (!who.MayErase) return new Refusal(RightsRefusal.NotAllowed);
        if (Folding.Key(typed) != Folding.Key(CustomerTitle.Of(customer.Name, customer.MemberNo, customer.Id))) return new Refusal(RightsRefusal.NameDiffers);
        var files = await FilesAsync(db, id, cancel);
        if (files.Any(f => f.State == ImportState.Applying)) return new Refusal(RightsRefusal.ImportRunning);
        return await ForgettingAsync(db, () => EraseAsync(db, id, files, who.Actor, cancel), cancel);
    }

    /// <summary>The same for somebody who was erased before and came back with a restored database. Of a file that is being imported the rows are refused one by one.</summary>
    internal async Task AgainAsync(ScrmDbContext db, long id, CancellationToken cancel)
    {
        var files = (await FilesAsync(db, id, cancel)).Where(f => f.State != ImportState.Applying).ToList();
        await ForgettingAsync(db, () => EraseAsync(db, id, files, by: null, cancel), cancel);
    }

    private async Task<IReadOnlyList<PersonFile>> FilesAsync(ScrmDbContext db, long id, CancellationToken cancel) =>
        await new PersonFiles(db, uploads).FindAsync(await PersonTraces.OfAsync(db, id, cancel), cancel);

    /// <param name="by">Null where the erasure was noted when it was asked for.</param>
    private async Task<ErasureReport> EraseAsync(ScrmDbContext db, long id, IReadOnlyList<PersonFile> files, Actor? by, CancellationToken cancel)
    {
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        await MergeWriter.HoldAsync(db, await CustomerRoot.FamilyAsync(db, id, cancel), cancel);
        var (person, now) = (await PersonTraces.OfAsync(db, id, cancel), Now);
        var key = await tombstones.KeyAsync(db, cancel);
        var hashes = person.Remembered.Select(k => Tombstones.Hash(key, k.Type, k.Value)).Distinct().ToList();
        await RememberAsync(db, hashes, now, cancel);
        var (events, orders, tags) = await new PersonRows(db, person).RemoveAsync(cancel);
        await new PersonWords(db, person).BlankAsync(files, cancel);
        var mentions = await MentionsAsync(db, person, cancel);
        if (by is { } actor) db.AuditEntries.Add(AuditTrail.Entry(now, actor, AuditAct.PersonErased, id, person.Values));
        await db.SaveChangesAsync(cancel);
        // Before the commit: a line too many is done again at the next start, one too few would be forgotten with the next restored backup.
        if (by is not null) journal.Append(tombstones.Seal(key), new ErasedLine(UnixMilliseconds.ToStore(now), person.Ids, hashes, person.NameHash(key)));
        await transaction.CommitAsync(cancel);
        foreach (var file in files.Select(f => f.StoredName).Distinct()) uploads.Delete(file);
        return new(person.Ids.Count, person.Values, events, orders, tags, files.Select(f => f.StoredName).Distinct().Count(), mentions);
    }

    internal static async Task RememberAsync(ScrmDbContext db, IReadOnlyCollection<string> hashes, DateTime now, CancellationToken cancel)
    {
        foreach (var some in hashes.Distinct().Chunk(500))
        {
            var there = await db.ErasedIdentities.Where(e => some.Contains(e.Hash)).Select(e => e.Hash).ToListAsync(cancel);
            db.ErasedIdentities.AddRange(some.Except(there).Select(h => new ErasedIdentity { Hash = h, At = now }));
        }
        await db.SaveChangesAsync(cancel);
    }

    private static async Task<IReadOnlyList<long>> MentionsAsync(ScrmDbContext db, PersonTraces person, CancellationToken cancel)
    {
        var mentions = new SortedSet<long>();
        // Every text is a pass over all customers; what holds a shorter one is found with it.
        foreach (var text in person.Strong.Where(t => !person.Strong.Any(s => s.Length < t.Length && t.Contains(s, StringComparison.Ordinal))))
            mentions.UnionWith(await db.Customers.Where(c => !person.Ids.Contains(c.Id) && (c.Remark.Contains(text) || c.Name.Contains(text) || c.Company.Contains(text))).OrderBy(c => c.Id).Take(MostMentions)
                .Select(c => c.Id).ToListAsync(cancel));
        return [.. mentions.Take(MostMentions)];
    }

    /// <summary>SQLite leaves what was deleted in its free pages and in the log beside it; here it is overwritten and the log emptied, whatever comes between.</summary>
    private static async Task<ErasureReport> ForgettingAsync(ScrmDbContext db, Func<Task<ErasureReport>> erase, CancellationToken cancel)
    {
        if (!db.Database.IsSqlite()) return await erase();
        await db.Database.OpenConnectionAsync(cancel);
        await PragmaAsync(db, "secure_delete=ON");
        try
        {
            return await erase();
        }
        finally
        {
            await PragmaAsync(db, "wal_checkpoint(TRUNCATE)");
            await PragmaAsync(db, "secure_delete=OFF");
        }
    }

    private static async Task PragmaAsync(ScrmDbContext db, string pragma)
    {
        await using var command = Bulk.Command(db, $"PRAGMA {pragma}");
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
