using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Scrm.Core.Audit;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Rights;

/// <summary>Erasures found in the journal that this database did not know, customers erased again, and customers whose number fits and whose values do not.</summary>
public readonly record struct RepeatReport(int Erasures, int Customers, int Strangers);

/// <summary>
/// At start, before anybody writes: a database restored from an older backup still holds people who were erased since. They are erased once more.
/// An erasure counts as known where the audit log says so.
/// </summary>
public sealed partial class ErasureRepeat(
    IDbContextFactory<ScrmDbContext> contexts, Erasure erasure, ErasureJournal journal, Tombstones tombstones, TimeProvider clock, ILogger<ErasureRepeat> log)
{
    public async Task<RepeatReport> RunAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var noted = journal.Read();
        if (noted.Unreadable > 0) Unreadable(noted.Unreadable);
        await tombstones.SealAsync(db, cancel);
        if (await tombstones.LostAsync(db, cancel))
        {
            KeyLost();
            return default;
        }
        if (await KeyAsync(db, noted, cancel) is not { } key) return default;
        var done = await DoneAsync(db, cancel);
        await TopUpAsync(db, noted, key, done, cancel);
        var missed = noted.Lines.Where(l => l.Ids.Count > 0 && !done.Contains((l.Ids[0], l.At))).ToList();
        var (report, hashes) = (new RepeatReport(missed.Count, 0, 0), noted.Lines.SelectMany(l => l.Hashes).ToHashSet());
        foreach (var line in missed)
        {
            var (erased, strangers) = await AgainAsync(db, line, hashes, key, cancel);
            report = new(report.Erasures, report.Customers + erased, report.Strangers + strangers);
        }
        if (missed.Count > 0) Repeated(report.Erasures, report.Customers, report.Strangers);
        return report;
    }

    /// <summary>The key of both; the journal's where the database is older than the first erasure; null where the two are of different installations.</summary>
    private async Task<byte[]?> KeyAsync(ScrmDbContext db, ErasedLines noted, CancellationToken cancel)
    {
        var (own, kept) = (await tombstones.FindKeyAsync(db, cancel), noted.Key is { } box ? tombstones.Unseal(box) : null);
        if (noted.Key is not null && (kept is null || (own is not null && !own.AsSpan().SequenceEqual(kept))))
        {
            Foreign();
            return null;
        }
        if (own is null && kept is not null) await tombstones.KeepAsync(db, kept, cancel);
        return own ?? kept;
    }

    private static async Task<HashSet<(long Customer, long At)>> DoneAsync(ScrmDbContext db, CancellationToken cancel)
    {
        var acts = await db.AuditEntries.AsNoTracking().Where(a => a.Act == AuditAct.PersonErased || a.Act == AuditAct.PersonErasedAgain)
            .Select(a => new { a.Act, a.SubjectId, a.At, a.Detail }).ToListAsync(cancel);
        return [.. acts.Select(a => (a.SubjectId, a.Act == AuditAct.PersonErased ? UnixMilliseconds.ToStore(a.At) : long.Parse(a.Detail, CultureInfo.InvariantCulture)))];
    }

    /// <summary>Erasures of before there was a journal, or from a node with a journal of its own.</summary>
    private async Task TopUpAsync(ScrmDbContext db, ErasedLines noted, byte[] key, HashSet<(long Customer, long At)> done, CancellationToken cancel)
    {
        var known = noted.Lines.Where(l => l.Ids.Count > 0).Select(l => (l.Ids[0], l.At)).ToHashSet();
        var lines = done.Where(d => !known.Contains(d)).OrderBy(d => d.At).Select(d => new ErasedLine(d.At, [d.Customer], [], "")).ToList();
        var hashes = noted.Lines.SelectMany(l => l.Hashes).ToHashSet();
        var bare = (await db.ErasedIdentities.Select(e => e.Hash).ToListAsync(cancel)).FindAll(h => !hashes.Contains(h));
        if (bare.Count > 0) lines.Add(new(UnixMilliseconds.ToStore(clock.GetUtcNow().UtcDateTime), [], bare, ""));
        if (lines.Count > 0) journal.Append(tombstones.Seal(key), lines);
    }

    /// <param name="hashes">Those of all lines: what was erased before there was a journal has its hashes in a line of their own.</param>
    private async Task<(int Erased, int Strangers)> AgainAsync(ScrmDbContext db, ErasedLine line, HashSet<string> hashes, byte[] key, CancellationToken cancel)
    {
        var (erased, strangers, now) = (0, 0, clock.GetUtcNow().UtcDateTime);
        await Erasure.RememberAsync(db, line.Hashes, now, cancel);
        foreach (var id in line.Ids)
        {
            var state = await db.Customers.IgnoreQueryFilters().Where(c => c.Id == id).Select(c => (CustomerState?)c.State).SingleOrDefaultAsync(cancel);
            if (state is null or CustomerState.Erased) continue;
            var person = await PersonTraces.OfAsync(db, id, cancel);
            var theirs = person.Remembered.Any(k => hashes.Contains(Tombstones.Hash(key, k.Type, k.Value))) || (line.Name.Length > 0 && line.Name == person.NameHash(key));
            if (state == CustomerState.Active && theirs)
            {
                await erasure.AgainAsync(db, id, cancel);
                erased++;
            }
            else
            {
                Stranger(id);
                strangers++;
            }
        }
        db.AuditEntries.Add(AuditTrail.Entry(now, Actor.System, AuditAct.PersonErasedAgain, line.Ids[0], erased, line.At.ToString(CultureInfo.InvariantCulture)));
        await db.SaveChangesAsync(cancel);
        return (erased, strangers);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database did not know {Erasures} erasures: {Customers} customers were erased again, {Strangers} were left alone")]
    private partial void Repeated(int erasures, int customers, int strangers);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Customer {Id} has the number of somebody who was erased and none of their values; look whether it is the same person")]
    private partial void Stranger(long id);

    [LoggerMessage(Level = LogLevel.Error, Message = "keys/erased belongs to another installation and was left alone; erasures are not done again from it")]
    private partial void Foreign();

    [LoggerMessage(Level = LogLevel.Error, Message = "The key of erased people cannot be opened: the folder keys is not the one of this database. People who were erased are not recognised")]
    private partial void KeyLost();

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} lines of keys/erased cannot be read")]
    private partial void Unreadable(int count);
}
