using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Import.Sheets;
using Scrm.Core.Team;

namespace Scrm.Core.Sources;

/// <summary>
/// What one source brought: customers added in the period, those of them who have bought by now, their orders and what they spent (cents, less refunds).
/// Name: empty where customers have no source. Cost: cents, 0 = not known; it is that of all time.
/// </summary>
public sealed record SourceFigures(string Name, Channel? Channel, int Customers, int Buyers, int Orders, long Spent, long Cost)
{
    public double Conversion => Customers == 0 ? 0 : (double)Buyers / Customers;
}

/// <summary>The days of the company's zone in which customers were added, both included; null = open.</summary>
public sealed record SourcePeriod(DateOnly? From, DateOnly? To)
{
    public static readonly SourcePeriod Always = new(null, null);

    public bool Open => From is null && To is null;
}

/// <summary>The words of the report as a file.</summary>
public sealed record SourceWords(string Sheet, IReadOnlyList<string> Headers, Func<Channel?, string> Channel, string None);

/// <summary>Which source brings customers, buyers and money; within the reach of who asks.</summary>
public sealed class SourceReport(IDbContextFactory<ScrmDbContext> contexts)
{
    public async Task<IReadOnlyList<SourceFigures>> ReadAsync(SourcePeriod period, Scope who, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var zone = await CompanyBook.TimeAsync(db, cancel);
        var customers = CustomerQuery.InScope(db, who);
        if (period.From is { } from && zone.ToUtc(from.ToDateTime(TimeOnly.MinValue)) is var start) customers = customers.Where(c => c.AddedAt >= start);
        if (period.To is { } to && zone.ToUtc(to.AddDays(1).ToDateTime(TimeOnly.MinValue)) is var end) customers = customers.Where(c => c.AddedAt < end);
        var found = await customers.GroupBy(c => c.Source).Select(g => new
        {
            g.Key, Customers = g.Count(), Buyers = g.Sum(c => c.OrderCount > 0 ? 1 : 0), Orders = g.Sum(c => c.OrderCount), Spent = g.Sum(c => c.SpentTotal),
        }).ToListAsync(cancel);
        var registry = await db.Sources.AsNoTracking().ToDictionaryAsync(s => s.Name, cancel);
        var idle = registry.Values.Where(s => !s.Archived && !found.Exists(f => f.Key == s.Name)).Select(s => new SourceFigures(s.Name, s.Channel, 0, 0, 0, 0, s.Cost));
        return [.. found.Select(f => (Figures: f, Source: registry.GetValueOrDefault(f.Key)))
            .Select(f => new SourceFigures(f.Figures.Key, f.Source?.Channel, f.Figures.Customers, f.Figures.Buyers, f.Figures.Orders, f.Figures.Spent, f.Source?.Cost ?? 0))
            .OrderByDescending(f => f.Customers).ThenBy(f => f.Name, StringComparer.Ordinal).Concat(idle)];
    }

    public async Task WriteAsync(Stream output, SourcePeriod period, SourceWords words, Scope who, CancellationToken cancel)
    {
        var figures = await ReadAsync(period, who, cancel);
        using var sheet = new SheetWriter(output, words.Sheet, [.. words.Headers.Select((h, i) => new OutColumn(h, i == 0 ? 24 : 14))]);
        foreach (var f in figures)
            sheet.Row(f.Name.Length > 0 ? f.Name : words.None, words.Channel(f.Channel), f.Customers, f.Buyers, Math.Round((decimal)f.Conversion * 100, 1), f.Orders, f.Spent / 100m,
                f.Cost > 0 ? f.Cost / 100m : OutCell.Blank, f.Cost > 0 && f.Customers > 0 && period.Open ? Math.Round(f.Cost / 100m / f.Customers, 2) : OutCell.Blank);
    }
}
