using Microsoft.EntityFrameworkCore;
using Scrm.Core.Audit;
using Scrm.Core.Database;

namespace Scrm.Core.Team;

/// <summary>What the company is called and where its days begin.</summary>
public sealed record CompanyFacts(string Name, string Zone, string Language, bool SetUp, int PromoteAtMembers)
{
    public static readonly CompanyFacts None = new("", BusinessTime.DefaultZone, "zh-CN", false, 3);
}

/// <summary>The company's settings: read once at start, kept in memory, written through.</summary>
public sealed class CompanyBook(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock)
{
    private volatile CompanyFacts facts = CompanyFacts.None;
    private volatile BusinessTime time = BusinessTime.Of(BusinessTime.DefaultZone);

    public CompanyFacts Facts => facts;
    public BusinessTime Time => time;

    public async Task LoadAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Companies.AsNoTracking().SingleOrDefaultAsync(cancel) is { } company) Keep(company);
    }

    public async Task<Outcome> SaveAsync(Scope by, string name, string zone, string language, int promoteAtMembers, CancellationToken cancel)
    {
        if (!by.MayManageTeam) return Outcome.No(TeamRefusal.NotAllowed);
        name = name.Trim();
        if (name.Length is 0 or > 60) return Outcome.No(TeamRefusal.NameLength, 60);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) return Outcome.No(TeamRefusal.UnknownZone, zone);
        if (promoteAtMembers is < 2 or > 100) return Outcome.No(TeamRefusal.PromoteRange);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow().UtcDateTime;
        var company = await db.Companies.SingleOrDefaultAsync(cancel);
        if (company is null) db.Companies.Add(company = new Company());
        if (company.SetUpAt == BusinessTime.Never) company.SetUpAt = now;
        (company.Name, company.Zone, company.Language, company.PromoteAtMembers) = (name, zone, language == "en" ? "en" : "zh-CN", promoteAtMembers);
        db.AuditEntries.Add(AuditTrail.Entry(now, by.Actor, AuditAct.CompanyEdited, company.Id));
        await db.SaveChangesAsync(cancel);
        Keep(company);
        return Outcome.Done;
    }

    /// <summary>The company's zone as the database has it; for work that may run on a node whose memory is older.</summary>
    internal static async Task<BusinessTime> TimeAsync(ScrmDbContext db, CancellationToken cancel) =>
        BusinessTime.Of(await db.Companies.Select(c => c.Zone).SingleOrDefaultAsync(cancel) ?? BusinessTime.DefaultZone);

    private void Keep(Company company)
    {
        time = BusinessTime.Of(company.Zone);
        facts = new(company.Name, company.Zone, company.Language, company.SetUpAt != BusinessTime.Never, company.PromoteAtMembers);
    }
}
