using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Forecast;
using Scrm.Core.Lifecycle;
using Scrm.Core.Sources;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core.Demo;

/// <summary>
/// Fills an empty database with a company to look at: a team, a dictionary, customers, and a year in which they were tagged, got in touch and bought week by week.
/// Everything goes through the same writers as real work, so the ledger, the counts and the reasons are as true as in real life.
/// </summary>
public sealed class DemoCompany(
    IDbContextFactory<ScrmDbContext> contexts, PackInstaller packs, TagWriter writer, TagExpiry expiry, EventWriter events, OrderWriter orders, TagBooks books,
    FieldDesk fields, IdentityResolver identities, CustomerRating rating, CompanyForecast forecast, TimeProvider clock)
{
    public const int Customers = 2000;

    /// <summary>The sign-in names of the demo team, the admin first.</summary>
    public static IReadOnlyList<string> Logins => [.. DemoWords.People.Select(p => p.Login)];

    private const int Weeks = 52;
    private const int Seed = 20260301;

    /// <summary>Returns false, and does nothing, where there is already a company, a member or a customer. <paramref name="welcome"/> gives each new member their sign-in.</summary>
    public async Task<bool> FillAsync(Action<Member> welcome, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        if (await db.Companies.AnyAsync(cancel) || await db.Members.AnyAsync(cancel) || await db.Customers.IgnoreQueryFilters().AnyAsync(cancel)) return false;

        var (random, start) = (new Random(Seed), clock.GetUtcNow().UtcDateTime.Date.AddDays(-7 * Weeks));
        var members = await TeamAsync(db, start, welcome, cancel);
        if (!(await packs.InstallAsync(DemoWords.Pack, Who(members[0]), cancel)).Ok) throw new InvalidOperationException("The demo dictionary could not be installed");
        var book = await TagBook.LoadAsync(db, cancel);
        var people = await CustomersAsync(db, members, random, start, cancel);
        var year = new DemoYear(book, people, members, start, random);
        var touches = new DemoTouches(people, await SourcesAsync(db, start, cancel), start, new Random(Seed + 1));
        for (var week = 0; week < Weeks; week++)
        {
            await expiry.SweepAsync(start.AddDays(7 * week), cancel);
            foreach (var act in year.Week(week)) await WriteAsync(db, book, act, start.AddDays(7 * week), cancel);
            var (happened, bought) = touches.Week(week);
            var cause = new EventCause(Scope.System, IdentitySource.Api, start.AddDays(7 * (week + 1)));
            await events.WriteAsync(happened, cause, cancel);
            await orders.WriteAsync(bought, cause, cancel);
        }
        await LoseAsync(touches.Lost(), cancel);
        var (now, records) = (clock.GetUtcNow().UtcDateTime, new DemoRecords(fields, identities, new Random(Seed + 2)));
        await records.TwinsAsync(db, people, now.AddDays(-2), cancel);
        await records.FieldsAsync(db, people, members[0], now.AddDays(-1), cancel);
        await rating.RunAsync(now, cancel);
        await forecast.FitAsync(cancel);
        return true;
    }

    /// <summary>One after the other, back through the last weeks.</summary>
    private async Task LoseAsync(IEnumerable<Customer> customers, CancellationToken cancel)
    {
        foreach (var (i, customer) in customers.Index())
        {
            var relations = new CustomerRelations(contexts, books, new DemoClock(clock.GetUtcNow().AddHours(-1 - (17 * i))));
            await relations.EndAsync(customer.Id, customer.OwnerId, byCustomer: true, DemoStories.LostWhy[i % DemoStories.LostWhy.Length], Scope.System, cancel);
        }
    }

    /// <summary>Stands still at a moment of the past.</summary>
    private sealed class DemoClock(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }

    /// <summary>The 30-day counts count up to now from the start: nothing has to leave them afterwards.</summary>
    private async Task<Dictionary<string, int>> SourcesAsync(ScrmDbContext db, DateTime start, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        await AggregateStore.BeginAsync(db, clock.GetUtcNow().UtcDateTime, cancel);
        var sources = DemoStories.Sources.Select((s, i) => new Source { Name = s.Name, Channel = s.Channel, Position = i, CreatedAt = start }).ToList();
        db.Sources.AddRange(sources);
        await db.SaveChangesAsync(cancel);
        db.SourceCosts.AddRange(sources.SelectMany((s, i) => DemoStories.Costs(s.Id, DemoStories.Sources[i].Cost, start, clock.GetUtcNow().UtcDateTime)));
        await db.SaveChangesAsync(cancel);
        return sources.ToDictionary(s => s.Name, s => s.Id);
    }

    private static Scope Who(Member member) => new(Actor.Member(member.Id), member.Role, member.DepartmentId, [member.Id]);

    private static async Task<List<Member>> TeamAsync(ScrmDbContext db, DateTime start, Action<Member> welcome, CancellationToken cancel)
    {
        db.Companies.Add(new Company { Name = DemoWords.Company, SetUpAt = start });
        var departments = DemoWords.People.Select(p => p.Department).Distinct().Select((name, i) => new Department { Name = name, Position = i }).ToList();
        db.Departments.AddRange(departments);
        await db.SaveChangesAsync(cancel);
        var members = new List<Member>();
        foreach (var (department, name, login, role, manages) in DemoWords.People)
        {
            var home = departments.Find(d => d.Name == department)!;
            var member = new Member { Name = name, Login = login, Role = role, DepartmentId = home.Id, CreatedAt = start };
            welcome(member);
            db.Members.Add(member);
            await db.SaveChangesAsync(cancel);
            if (manages) home.ManagerId = member.Id;
            members.Add(member);
        }
        await db.SaveChangesAsync(cancel);
        return members;
    }

    private static async Task<List<Customer>> CustomersAsync(ScrmDbContext db, List<Member> members, Random random, DateTime start, CancellationToken cancel)
    {
        var sales = members.Where(m => m.Role == Role.Sales).ToList();
        var people = Enumerable.Range(0, Customers).Select(i => NewCustomer(i, sales, random, start)).OrderBy(c => c.AddedAt).ToList();
        DemoRecords.Twin(people);
        db.Customers.AddRange(people);
        await db.SaveChangesAsync(cancel);
        foreach (var person in people)
        {
            db.CustomerIdentities.Add(new CustomerIdentity { CustomerId = person.Id, Type = IdentityType.Phone, Value = person.Phone, FirstSeen = person.AddedAt });
            if (person.OwnerId != 0) db.Relations.Add(new Relation { CustomerId = person.Id, MemberId = person.OwnerId, AddedAt = person.AddedAt });
        }
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        return people;
    }

    private static Customer NewCustomer(int index, List<Member> sales, Random random, DateTime start)
    {
        // Twice as many newcomers at the end of the year as at its beginning.
        var added = start.AddDays((Weeks - 1) * 7 * Math.Sqrt(random.NextDouble())).AddHours(-random.Next(4, 12));
        return new Customer
        {
            Name = DemoWords.Surnames[random.Next(DemoWords.Surnames.Length)] + DemoWords.Given[random.Next(DemoWords.Given.Length)],
            Phone = $"+861990010{index:0000}", Gender = (Gender)random.Next(3), Region = DemoWords.Regions[random.Next(DemoWords.Regions.Length)],
            Remark = DemoWords.Remarks[random.Next(DemoWords.Remarks.Length)], Source = Pick(DemoWords.Sources, random),
            OwnerId = random.Next(8) == 0 ? 0 : sales[random.Next(sales.Count)].Id, AddedAt = added, UpdatedAt = added,
        };
    }

    private static string Pick((string Source, int Weight)[] choices, Random random)
    {
        var at = random.Next(choices.Sum(c => c.Weight));
        return choices.First(c => (at -= c.Weight) < 0).Source;
    }

    private async Task WriteAsync(ScrmDbContext db, TagBook book, DemoAct act, DateTime week, CancellationToken cancel)
    {
        await using var transaction = await Bulk.BeginAsync(db, cancel);
        var at = week.AddDays(act.Day).AddHours(2 + (act.Day % 7));
        var batch = act.Title is null ? null : NewBatch(act.Title, act, at);
        if (batch is not null) db.Add(batch);
        await db.SaveChangesAsync(cancel);
        var results = await writer.WriteAsync(db, book, act.Orders, new TagCause(Who(act.By), batch is null ? TagSource.Manual : TagSource.Bulk, at, batch?.Id ?? 0), cancel);
        if (batch is not null)
        {
            (batch.State, batch.Done) = (BatchState.Done, results.Count);
            (batch.Added, batch.Skipped) = (results.Count(r => r.Written), results.Count(r => !r.Written));
        }
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        db.ChangeTracker.Clear();
    }

    private static Batch NewBatch(string title, DemoAct act, DateTime at) => new()
    {
        Kind = BatchKind.BulkTag, Title = title, Total = act.Orders.Count, ActorKind = ActorKind.Member, ActorId = act.By.Id,
        CreatedAt = at, StartedAt = at, FinishedAt = at.AddSeconds(2),
    };
}
