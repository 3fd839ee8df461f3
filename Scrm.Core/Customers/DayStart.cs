using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Import;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Customers;

/// <summary>Customers that a page can list: how many, and the filter that means exactly them.</summary>
public sealed record Counted(int Count, CustomerFilter Filter);

/// <summary>A date field that comes round for some customers within the next days.</summary>
public sealed record RenewalsDue(string Field, Counted Due);

/// <summary>What waits for one person today. Lists are empty and counts 0 where nothing waits or the role does not ask.</summary>
public sealed record DayFacts(
    DateOnly Today, int Reviews, int Proposals, Page<ImportLine> Imports, IReadOnlyList<BatchView> Failed,
    Counted Quiet, Counted RunOuts, IReadOnlyList<RenewalsDue> Renewals, int Lost, LostFilter LostFilter, Counted Added)
{
    public int Waiting => Reviews + Proposals + Imports.Total + Failed.Count + Quiet.Count + RunOuts.Count + Renewals.Sum(r => r.Due.Count) + Lost;
}

/// <summary>Where the day begins: what waits, each number with the list behind it. Salespeople are asked about their own people only, never about the pool.</summary>
public sealed class DayStart(
    IDbContextFactory<ScrmDbContext> contexts, CustomerLibrary library, LostCustomers lost, ReviewDesk reviews, TagPromotion promotion, ImportHistory imports,
    BatchDesk batches, TimeProvider clock)
{
    public const int Week = 7;
    public const int QuietDays = 30;

    /// <summary>A batch that failed longer ago is history.</summary>
    private const int FailedDays = 14;
    private const int MostLines = 3;
    private const int MostRenewals = 3;

    public async Task<DayFacts> ReadAsync(Scope who, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var today = DateOnly.FromDateTime((await CompanyBook.TimeAsync(db, cancel)).ToLocal(now));
        var mine = CustomerFilter.Everyone with { Owners = who.SeesEveryCustomer ? [] : [.. who.Team.Append(who.MemberId).Distinct().Order()] };
        async Task<Counted> CountedAsync(CustomerFilter filter) => new(await library.CountAsync(filter, who, cancel), filter);

        var left = LostFilter.Everything with { From = today.AddDays(1 - Week) };
        return new(today, await reviews.CountAsync(who, cancel), (await promotion.ProposalsAsync(who, cancel)).Count,
            await imports.WaitingAsync(who, MostLines, cancel), await batches.FailedAsync(who, now.AddDays(-FailedDays), MostLines, cancel),
            await CountedAsync(mine with { Tiers = [ValueTier.Core, ValueTier.Important], Quiet = today.AddDays(1 - QuietDays) }),
            await CountedAsync(mine with { RunOutFrom = today, RunOutTo = today.AddDays(Week - 1) }),
            await RenewalsAsync(db, mine, today, CountedAsync, cancel), (await lost.PageAsync(left, who, cancel, take: 0)).Total, left,
            await CountedAsync(mine with { From = today.AddDays(1 - Week) }));
    }

    private static async Task<IReadOnlyList<RenewalsDue>> RenewalsAsync(
        ScrmDbContext db, CustomerFilter mine, DateOnly today, Func<CustomerFilter, Task<Counted>> count, CancellationToken cancel)
    {
        var fields = (await FieldBook.LoadAsync(db, cancel)).Active.Where(f => f.IsRenewal && f.Type is FieldType.Date or FieldType.DateTime).Take(MostRenewals);
        var due = new List<RenewalsDue>();
        foreach (var field in fields)
        {
            var within = new FieldFilter(field.Id, FieldMatch.In, $"{today:yyyy-MM-dd}", $"{today.AddDays(Week - 1):yyyy-MM-dd}");
            due.Add(new(field.Name, await count(mine with { Fields = [within], Columns = [field.Id] })));
        }
        return due;
    }
}
