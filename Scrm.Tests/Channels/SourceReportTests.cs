using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Sources;
using Scrm.Core.Team;
using Scrm.Tests.Kit;
using Scrm.Web.Sources;

namespace Scrm.Tests.Channels;

public sealed class SourceReportTests
{
    private static readonly string[] Names = ["展会", "抖音", "转介绍", "没登记的", ""];

    [Theory, OnSqlite, OnPostgres]
    public async Task Report_says_what_counting_by_hand_says_for_every_period_and_reach(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var member = await library.MemberAsync("小李", Role.Sales);
        await FillAsync(library, new Random(11), member.Id);
        var mine = new Scope(Actor.Member(member.Id), Role.Sales, 0, [member.Id]);
        var today = DateOnly.FromDateTime(library.Clock.Now.AddHours(8));
        var own = new SourcePeriod(PeriodKind.Custom, today.AddDays(-75), today.AddDays(-20));

        foreach (var period in Enum.GetValues<PeriodKind>().Where(k => k != PeriodKind.Custom).Select(k => new SourcePeriod(k)).Append(own).Append(new(PeriodKind.Custom, today.AddDays(-40))))
            foreach (var (within, who) in new[] { (7, Library.Admin), (90, Library.Admin), (30, mine) })
            {
                var report = await library.Get<SourceReport>().ReadAsync(period, within, who, default);
                await CheckAsync(library, report.Lines, period.Days(today), l => l.Now, within, who);
                if (period.Before(today) is { } before) await CheckAsync(library, report.Lines, before, l => l.Before!, within, who);
                Assert.Equal(report.Lines.Sum(l => l.Now.Revenue), report.Whole.Now.Revenue);
                Assert.Equal(period.Before(today) is null, report.Whole.Before is null);
            }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Costs_are_kept_by_month_and_what_cannot_be_is_refused(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (costs, sales) = (library.Get<SourceCosts>(), new Scope(Actor.Member(7), Role.Sales, 0, [7]));
        var id = (await library.Get<SourceBook>().AddAsync(new("展会", Channel.EventForm), Library.Admin, default)).Value;

        Assert.True((await costs.SetAsync(id, [new(202601, 100), new(202602, 200), new(202602, 300)], Library.Admin, default)).Ok);
        Assert.True((await costs.SetAsync(id, [new(202601, 0), new(202603, 50)], Library.Admin, default)).Ok);

        Assert.Equal([new(202603, 50), new(202602, 300)], await costs.OfAsync(id, Library.Admin, default));
        Assert.Equal(350, (await library.Get<SourceBook>().ListAsync(Library.Admin, default)).Sources[0].Cost);
        Assert.Null(await costs.OfAsync(id + 9, Library.Admin, default));
        Assert.Null(await costs.OfAsync(id, sales, default));
        Assert.Equal(SourceRefusal.NotAllowed, (await costs.SetAsync(id, [], sales, default)).Refused!.Why);
        Assert.Equal(SourceRefusal.NotFound, (await costs.SetAsync(id + 9, [new(202601, 1)], Library.Admin, default)).Refused!.Why);
        Assert.Equal(SourceRefusal.MonthRange, (await costs.SetAsync(id, [new(202613, 1)], Library.Admin, default)).Refused!.Why);
        Assert.Equal(SourceRefusal.CostRange, (await costs.SetAsync(id, [new(202601, -1)], Library.Admin, default)).Refused!.Why);
    }

    [Fact]
    public void Periods_that_run_end_today_and_are_held_against_the_same_days_before()
    {
        var today = new DateOnly(2026, 5, 31);

        Assert.Equal(("2026-05-01..2026-05-31", "2026-04-01..2026-04-30"), Told(PeriodKind.Month));
        Assert.Equal(("2026-04-01..2026-04-30", "2026-03-01..2026-03-31"), Told(PeriodKind.LastMonth));
        Assert.Equal(("2026-04-01..2026-05-31", "2026-01-01..2026-02-28"), Told(PeriodKind.Quarter));
        Assert.Equal(("2026-01-01..2026-05-31", "2025-01-01..2025-05-31"), Told(PeriodKind.Year));
        Assert.Equal(("..", ""), Told(PeriodKind.Always));
        Assert.Equal("2026-05-01..2026-05-10", Text(new SourcePeriod(PeriodKind.Custom, new(2026, 5, 11), new(2026, 5, 20)).Before(today)));
        Assert.Null(new SourcePeriod(PeriodKind.Custom, new(2026, 5, 11), null).Before(today));
        Assert.Null(new SourcePeriod(PeriodKind.Custom, new(2026, 5, 11), new(2026, 5, 1)).Before(today));
        Assert.Null(new SourcePeriod(PeriodKind.Custom, DateOnly.MinValue, DateOnly.MaxValue).Before(today));

        (string, string) Told(PeriodKind kind) => (Text(new SourcePeriod(kind).Days(today)), Text(new SourcePeriod(kind).Before(today)));
        static string Text(DaySpan? span) => span is null ? "" : $"{span.Value.From:yyyy-MM-dd}..{span.Value.To:yyyy-MM-dd}";
    }

    [Fact]
    public void Running_month_has_cost_what_was_entered_for_it_so_far()
    {
        var costs = new[] { new SourceCost { Month = 202605, Cost = 1000 }, new SourceCost { Month = 202604, Cost = 3000 } };
        var today = new DateOnly(2026, 5, 10);

        Assert.Equal(1000, CostMonth.Share(costs, new(new(2026, 5, 1), today), today));
        Assert.Equal(1000, CostMonth.Share(costs, new(new(2026, 4, 1), new(2026, 4, 10)), today));
        Assert.Equal(4000, CostMonth.Share(costs, new(null, null), today));
        Assert.Equal(0, CostMonth.Share(costs, new(new(2026, 6, 1), null), today));
    }

    [Theory]
    [InlineData("2026-11\t1,200", 202611, 120_000)]
    [InlineData("2026年3月 ¥1200.50", 202603, 120_050)]
    [InlineData("2026/11/1 0:00:00\t800", 202611, 80_000)]
    [InlineData("２０２６－０１ 1.2万元", 202601, 1_200_000)]
    [InlineData("202612 5", 202612, 500)]
    public void Months_are_read_as_sheets_write_them(string line, int month, long cost) =>
        Assert.Equal([new MonthCost(month, cost)], CostPaste.Read(line + "\r\n").Months);

    [Theory]
    [InlineData("月份\t金额")]
    [InlineData("2026-13\t100")]
    [InlineData("2026-11\t-5")]
    [InlineData("2026-11")]
    public void Line_that_is_no_month_and_amount_is_named(string line)
    {
        var (months, unread) = CostPaste.Read($"2026-01 10\n\n{line}\n");

        Assert.Single(months);
        Assert.Equal([3], unread);
    }

    [Fact]
    public async Task Workbook_has_a_line_a_source_and_one_for_all()
    {
        await using var library = await Library.CreateAsync(DatabaseEngine.Sqlite);
        await FillAsync(library, new Random(3), 0);
        var report = await library.Get<SourceReport>().ReadAsync(new(PeriodKind.Year), 30, Library.Admin, default);
        using var file = new MemoryStream();

        SourceWorkbook.Write(file, report, ReportText.Words);

        Assert.True(file.Length > 1000);
    }

    private static async Task FillAsync(Library library, Random random, long member)
    {
        foreach (var name in Names.Take(3)) await library.Get<SourceBook>().AddAsync(new(name, Channel.Other), Library.Admin, default);
        await using var db = library.Open();
        var sources = await db.Sources.ToListAsync();
        db.AddRange(sources.SelectMany(s => Enumerable.Range(0, 16).Select(m => new SourceCost { SourceId = s.Id, Month = CostMonth.Add(CostMonth.Of(DateOnly.FromDateTime(library.Clock.Now)), -m), Cost = random.Next(0, 90_000) })));
        var customers = Enumerable.Range(0, 90).Select(_ => new Customer
        {
            Name = "某", Source = Names[random.Next(Names.Length)], OwnerId = random.Next(3) switch { 0 => 0, 1 => member, _ => 999 }, AddedAt = library.Clock.Now.AddHours(-random.Next(1, 24 * 500)),
            State = random.Next(12) == 0 ? CustomerState.Merged : CustomerState.Active,
        }).ToList();
        db.AddRange(customers);
        await db.SaveChangesAsync();
        var number = 0;
        foreach (var customer in customers.Where(_ => random.Next(3) > 0))
        {
            var paid = Enumerable.Range(0, random.Next(1, 5)).Select(_ => library.Clock.Now.AddHours(-random.Next(1, 24 * 500))).ToList();
            db.AddRange(paid.Select(at => new CustomerOrder { CustomerId = customer.Id, Number = $"{++number}", PaidAt = at, Amount = random.Next(100, 90_000), Refunded = random.Next(3) == 0 ? 50 : 0 }));
            (customer.FirstOrderAt, customer.OrderCount) = (paid.Min(), paid.Count);
        }
        await db.SaveChangesAsync();
    }

    private static async Task CheckAsync(Library library, IReadOnlyList<SourceLine> lines, DaySpan span, Func<SourceLine, SourceFigures> of, int within, Scope who)
    {
        await using var db = library.Open();
        var (now, today) = (library.Clock.Now, DateOnly.FromDateTime(library.Clock.Now.AddHours(8)));
        bool In(DateTime utc) => DateOnly.FromDateTime(utc.AddHours(8)) is var day && (span.From is null || day >= span.From) && (span.To is null || day <= span.To);
        var customers = (await db.Customers.IgnoreQueryFilters().AsNoTracking().ToListAsync())
            .FindAll(c => c.State == CustomerState.Active && (who.SeesEveryCustomer || c.OwnerId == 0 || c.OwnerId == who.MemberId));
        var orders = await db.CustomerOrders.AsNoTracking().ToListAsync();
        var costs = await db.SourceCosts.AsNoTracking().ToListAsync();
        var ids = await db.Sources.ToDictionaryAsync(s => s.Name, s => s.Id);
        foreach (var line in lines)
        {
            var (theirs, shown) = (customers.FindAll(c => c.Source == line.Name), of(line));
            var won = theirs.FindAll(c => In(c.AddedAt));
            var paid = orders.FindAll(o => In(o.PaidAt) && theirs.Exists(c => c.Id == o.CustomerId));
            Assert.Equal((won.Count, paid.Count, paid.Sum(o => o.Amount - o.Refunded)), (shown.Customers, shown.Orders, shown.Revenue));
            Assert.Equal(won.Count(c => c.FirstOrderAt != BusinessTime.Never && c.FirstOrderAt < c.AddedAt.AddDays(within)), shown.Buyers);
            Assert.Equal(won.Count(c => c.FirstOrderAt == BusinessTime.Never && c.AddedAt.AddDays(within) > now), shown.Open);
            var spent = who.SeesEveryCustomer && ids.TryGetValue(line.Name, out var id) ? costs.Where(c => c.SourceId == id).Sum(c => ByDays(c, span, today)) : 0;
            Assert.InRange(shown.Cost, spent - 1, spent + 1);
        }
        Assert.True(customers.Where(c => In(c.AddedAt)).All(c => lines.Any(l => l.Name == c.Source)));
    }

    private static decimal ByDays(SourceCost cost, DaySpan span, DateOnly today)
    {
        var days = Enumerable.Range(1, DateTime.DaysInMonth(cost.Month / 100, cost.Month % 100)).Select(d => new DateOnly(cost.Month / 100, cost.Month % 100, d))
            .Where(d => d.Year != today.Year || d.Month != today.Month || d <= today).ToList();
        return cost.Cost * (decimal)days.Count(d => (span.From is null || d >= span.From) && (span.To is null || d <= span.To)) / days.Count;
    }
}
