using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Sources;

/// <summary>One registered source with how many customers name it. Cost: of all months so far, in cents; 0 = not known.</summary>
public sealed record SourceRow(int Id, string Name, Channel Channel, long Cost, bool Archived, int Customers, int Version);

/// <summary>A text that customers carry as their source and nobody has registered.</summary>
public sealed record LooseSource(string Text, int Customers);

public sealed record SourceList(IReadOnlyList<SourceRow> Sources, IReadOnlyList<LooseSource> Loose);

public sealed record SourceDraft(string Name, Channel Channel);

public enum SourceRefusal
{
    NotAllowed,
    NotFound,

    /// <summary>Values: the longest length.</summary>
    NameLength,

    /// <summary>Values: the name that is there already.</summary>
    NameTaken,
    CostRange,
    MonthRange,
    EditedMeanwhile,
}

/// <summary>The registry of sources (渠道来源): what there is, under which name, and what it has cost.</summary>
public sealed class SourceBook(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock)
{
    public const int LongestName = 60;

    /// <summary>The registry, and the most frequent unregistered texts.</summary>
    public async Task<SourceList> ListAsync(Scope who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var used = await CustomerQuery.InScope(db, who).Where(c => c.Source != "").GroupBy(c => c.Source).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var sources = await db.Sources.AsNoTracking().OrderBy(s => s.Archived).ThenBy(s => s.Position).ThenBy(s => s.Id).ToListAsync(cancel);
        var costs = await db.SourceCosts.GroupBy(c => c.SourceId).Select(g => new { g.Key, Cost = g.Sum(c => c.Cost) }).ToDictionaryAsync(g => g.Key, g => g.Cost, cancel);
        var named = sources.Select(s => s.Name).ToHashSet();
        return new([.. sources.Select(s => new SourceRow(s.Id, s.Name, s.Channel, who.SeesEveryCustomer ? costs.GetValueOrDefault(s.Id) : 0, s.Archived, used.GetValueOrDefault(s.Name), s.Version))],
            [.. used.Where(u => !named.Contains(u.Key)).OrderByDescending(u => u.Value).ThenBy(u => u.Key, StringComparer.Ordinal).Select(u => new LooseSource(u.Key, u.Value))]);
    }

    /// <summary>The names that are offered, in their order.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Sources.Where(s => !s.Archived).OrderBy(s => s.Position).ThenBy(s => s.Id).Select(s => s.Name).ToListAsync(cancel);
    }

    public async Task<Outcome<int>> AddAsync(SourceDraft draft, Scope who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        var (name, refused) = await TidyAsync(db, draft, 0, who, cancel);
        if (refused is not null) return refused;
        var source = Add(db, name, draft.Channel, await NextPositionAsync(db, cancel));
        await SaveAsync(db, source, who, cancel);
        await transaction.CommitAsync(cancel);
        return source.Id;
    }

    /// <summary>A new name is written on every customer that carries the old one.</summary>
    public async Task<Outcome> EditAsync(int id, int version, SourceDraft draft, Scope who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        var (name, refused) = await TidyAsync(db, draft, id, who, cancel);
        if (refused is not null) return refused;
        if (await db.Sources.SingleOrDefaultAsync(s => s.Id == id, cancel) is not { } source) return Outcome.No(SourceRefusal.NotFound);
        if (source.Version != version) return Outcome.No(SourceRefusal.EditedMeanwhile);
        var old = source.Name;
        (source.Name, source.Channel) = (name, draft.Channel);
        await SaveAsync(db, source, who, cancel);
        if (old != name) await RewriteAsync(db, old, name, cancel);
        await transaction.CommitAsync(cancel);
        return Outcome.Done;
    }

    /// <summary>An archived source is offered nowhere; customers and events keep it.</summary>
    public async Task<Outcome> ArchiveAsync(int id, bool archived, Scope who, CancellationToken cancel)
    {
        if (!who.MayEditDictionary) return Outcome.No(SourceRefusal.NotAllowed);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Sources.SingleOrDefaultAsync(s => s.Id == id, cancel) is not { } source) return Outcome.No(SourceRefusal.NotFound);
        source.Archived = archived;
        await SaveAsync(db, source, who, cancel);
        return Outcome.Done;
    }

    /// <summary>The customers that carry this text get the registered source instead; returns how many.</summary>
    public async Task<Outcome<int>> MapAsync(string text, int id, Scope who, CancellationToken cancel)
    {
        if (!who.MayEditDictionary) return new Refusal(SourceRefusal.NotAllowed);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        if (await db.Sources.SingleOrDefaultAsync(s => s.Id == id, cancel) is not { } source) return new Refusal(SourceRefusal.NotFound);
        var customers = await RewriteAsync(db, text, source.Name, cancel);
        db.AuditEntries.Add(AuditTrail.Entry(Now, who.Actor, AuditAct.SourceEdited, id, customers, source.Name));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return customers;
    }

    /// <summary>The usual channels under the names given, where no source has that name yet; returns how many were added.</summary>
    public async Task<Outcome<int>> AddUsualAsync(IReadOnlyList<(Channel Channel, string Name)> usual, Scope who, CancellationToken cancel)
    {
        if (!who.MayEditDictionary) return new Refusal(SourceRefusal.NotAllowed);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        var there = (await db.Sources.Select(s => s.Name).ToListAsync(cancel)).Select(Folding.Key).ToHashSet();
        var (position, added) = (await NextPositionAsync(db, cancel), 0);
        foreach (var (channel, name) in usual.Where(u => there.Add(Folding.Key(u.Name)))) Add(db, name, channel, position + added++);
        db.AuditEntries.Add(AuditTrail.Entry(Now, who.Actor, AuditAct.SourceEdited, 0, added));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return added;
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private Source Add(ScrmDbContext db, string name, Channel channel, int position)
    {
        var source = new Source { Name = name, Channel = channel, Position = position, CreatedAt = Now };
        db.Sources.Add(source);
        return source;
    }

    private async Task SaveAsync(ScrmDbContext db, Source source, Scope who, CancellationToken cancel)
    {
        db.AuditEntries.Add(AuditTrail.Entry(Now, who.Actor, AuditAct.SourceEdited, source.Id, detail: source.Name));
        await db.SaveChangesAsync(cancel);
    }

    private static async Task<(string Name, Refusal? Refused)> TidyAsync(ScrmDbContext db, SourceDraft draft, int id, Scope who, CancellationToken cancel)
    {
        var name = Folding.Fold(draft.Name);
        if (!who.MayEditDictionary) return (name, new(SourceRefusal.NotAllowed));
        if (name.Length is 0 or > LongestName) return (name, new(SourceRefusal.NameLength, LongestName));
        var key = Folding.Key(name);
        var taken = (await db.Sources.Where(s => s.Id != id).Select(s => s.Name).ToListAsync(cancel)).Find(n => Folding.Key(n) == key);
        return (name, taken is null ? null : new(SourceRefusal.NameTaken, taken));
    }

    private static async Task<int> NextPositionAsync(ScrmDbContext db, CancellationToken cancel) => await db.Sources.MaxAsync(s => (int?)s.Position, cancel) + 1 ?? 0;

    private static Task<int> RewriteAsync(ScrmDbContext db, string from, string to, CancellationToken cancel) =>
        db.Customers.IgnoreQueryFilters().Where(c => c.Source == from).ExecuteUpdateAsync(c => c.SetProperty(x => x.Source, to), cancel);
}
