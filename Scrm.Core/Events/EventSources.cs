using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Sources;
using Scrm.Core.Team;

namespace Scrm.Core.Events;

/// <summary>Sources by the names under which events arrive; a name nobody has registered yet is registered.</summary>
public sealed class EventSources(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock)
{
    /// <summary>The ids by <see cref="Folding.Key"/> of the names; names that are empty or too long are left out.</summary>
    public async Task<IReadOnlyDictionary<string, int>> IdsAsync(IEnumerable<string> names, Channel channel, CancellationToken cancel)
    {
        var wanted = names.Select(Folding.Fold).Where(n => n.Length is > 0 and <= SourceBook.LongestName).DistinctBy(Folding.Key).ToList();
        if (wanted.Count == 0) return new Dictionary<string, int>();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var there = await ReadAsync(db, cancel);
        var missing = wanted.Where(n => !there.ContainsKey(Folding.Key(n))).ToList();
        if (missing.Count == 0) return there;
        foreach (var name in missing)
        {
            var (now, kind) = (UnixMilliseconds.ToStore(clock.GetUtcNow().UtcDateTime), (short)channel);
            await db.Database.ExecuteSqlAsync($"""
                INSERT INTO sources (name, channel, position, archived, created_at, version)
                SELECT {name}, {kind}, coalesce(max(position), 0) + 1, {false}, {now}, 0 FROM sources WHERE 1 = 1
                ON CONFLICT (name) DO NOTHING
                """, cancel);
        }
        return await ReadAsync(db, cancel);
    }

    /// <summary>What comes from a program that names no source comes from the program: the name of its key; "" for everybody else.</summary>
    public async Task<string> OwnAsync(Scope who, CancellationToken cancel)
    {
        if (who.Actor.Kind != ActorKind.ApiKey) return "";
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.ApiKeys.Where(k => k.Id == who.Actor.Id).Select(k => k.Name).FirstOrDefaultAsync(cancel) ?? "";
    }

    public async Task<int> IdAsync(string name, Channel channel, CancellationToken cancel) =>
        (await IdsAsync([name], channel, cancel)).GetValueOrDefault(Folding.Key(name));

    /// <summary>A name as it is registered, which it is afterwards; "" stays "".</summary>
    public async Task<string> NameAsync(string name, Channel channel, CancellationToken cancel)
    {
        if (await IdAsync(name, channel, cancel) is not (> 0 and var id)) return "";
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Sources.Where(s => s.Id == id).Select(s => s.Name).SingleAsync(cancel);
    }

    private static async Task<Dictionary<string, int>> ReadAsync(ScrmDbContext db, CancellationToken cancel)
    {
        var ids = new Dictionary<string, int>();
        foreach (var source in await db.Sources.AsNoTracking().OrderBy(s => s.Id).Select(s => new { s.Id, s.Name }).ToListAsync(cancel)) ids.TryAdd(Folding.Key(source.Name), source.Id);
        return ids;
    }
}
