using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Events;
using Scrm.Core.Forecast;
using Scrm.Core.Team;
using Scrm.Tests.Customers.Fields;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Forecast;

public sealed class CompanyForecastTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Own_orders_are_fitted_checked_against_a_hold_out_and_everybody_is_foretold(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await CdnowAsync(library, 800);

        var fit = (await library.Get<CompanyForecast>().FitNowAsync(Library.Admin, default)).Value!;

        Assert.True(fit.Model is { R: > 0.1 and < 0.5, Alpha: > 2 and < 9 });
        Assert.InRange(fit.Calibration!.Predicted / fit.Calibration.Actual, 0.7, 1.3);
        Assert.Equal(fit.Calibration.Groups.Sum(g => g.Customers), fit.Calibration.Groups.Where(g => g.Repeats <= Calibration.LastGroup).Sum(g => g.Customers));
        await using var db = library.Open();
        var predictions = await db.Predictions.AsNoTracking().ToListAsync();
        Assert.Equal(800, predictions.Count);
        Assert.All(predictions, p => Assert.True(p is { Alive: >= 0 and <= 1, Next30: >= 0 } && p.Next90 >= p.Next30));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task One_customer_is_foretold_as_the_list_says_and_again_each_week(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await CdnowAsync(library, 400);
        await library.Get<CompanyForecast>().FitAsync(default);
        await using var db = library.Open();
        var kept = await db.Predictions.AsNoTracking().OrderBy(p => p.Next30).LastAsync();

        var next = (await library.Get<NextSteps>().OfAsync(kept.CustomerId, Library.Admin, default))!;

        Assert.Equal((kept.Alive, kept.Next30, kept.Next90), (next.Buying!.Alive, next.Buying.Next30, next.Buying.Next90));
        Assert.Equal(NoForecast.None, next.Why);
        library.Clock.Advance(TimeSpan.FromDays(60));
        await library.Get<CompanyForecast>().FitAsync(default);
        Assert.True((await db.Predictions.AsNoTracking().SingleAsync(p => p.CustomerId == kept.CustomerId)).Alive < kept.Alive);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Too_few_orders_are_said_to_be_too_few_with_the_numbers(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var (buyer, stranger) = (await library.CustomerAsync("王小明"), await library.CustomerAsync("李四"));
        await OrderAsync(library, buyer.Id, 10);
        await OrderAsync(library, buyer.Id, 3);

        Assert.Null(await library.Get<CompanyForecast>().LastAsync(default));
        Assert.Equal(NoForecast.NotFitted, (await library.Get<NextSteps>().OfAsync(buyer.Id, Library.Admin, default))!.Why);
        var fit = await library.Get<CompanyForecast>().FitAsync(default);

        Assert.Equal((null, new Enough(1, 1, 10)), (fit.Model, fit.Had));
        Assert.Equal(NoForecast.TooFewOrders, (await library.Get<NextSteps>().OfAsync(buyer.Id, Library.Admin, default))!.Why);
        Assert.Equal(NoForecast.NeverBought, (await library.Get<NextSteps>().OfAsync(stranger.Id, Library.Admin, default))!.Why);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Products_run_out_by_their_own_pace_and_paid_back_orders_do_not_count(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var customer = await library.CustomerAsync();
        await OrderAsync(library, customer.Id, 40, ("洗面奶", 1));
        await OrderAsync(library, customer.Id, 20, ("洗面奶", 1));
        await OrderAsync(library, customer.Id, 2, OrderStatus.Refunded, ("洗面奶", 9));

        var next = (await library.Get<NextSteps>().OfAsync(customer.Id, Library.Admin, default))!;

        Assert.Equal((20.0, next.Today), (Assert.Single(next.RunOuts).DaysAPiece, next.RunOuts[0].On));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Dates_that_come_round_are_shown_soonest_first_and_old_ones_are_history(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var customer = await library.CustomerAsync();
        async Task DateAsync(string name, string day, bool renewal = true) =>
            await library.SetAsync(customer.Id, await library.FieldAsync(name, FieldType.Date, d => d with { IsRenewal = renewal }), day);
        await DateAsync("合同到期", "2026-06-30");
        await DateAsync("车险到期", "2026-03-20");
        await DateAsync("上次续费", "2025-01-05");
        await DateAsync("生日", "2026-03-05", renewal: false);
        await library.FieldAsync("会员到期", FieldType.Date, d => d with { IsRenewal = true });

        var next = (await library.Get<NextSteps>().OfAsync(customer.Id, Library.Admin, default))!;

        Assert.Equal([("车险到期", new DateOnly(2026, 3, 20)), ("合同到期", new DateOnly(2026, 6, 30))], next.Renewals.Select(r => (r.Field, r.On)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Nobody_looks_ahead_beyond_their_reach_and_sales_does_not_start_a_fit(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var owner = await library.MemberAsync("小李", Role.Sales);
        var customer = await library.CustomerAsync(with: c => c.OwnerId = owner.Id);
        var stranger = new Scope(Actor.Member(77), Role.Sales, 0, [77]);

        Assert.Null(await library.Get<NextSteps>().OfAsync(customer.Id, stranger, default));
        Assert.Equal(ForecastRefusal.NotAllowed, (await library.Get<CompanyForecast>().FitNowAsync(stranger, default)).Refused!.Why);
    }

    private static async Task CdnowAsync(Library library, int people)
    {
        await using var db = library.Open();
        var shift = DateOnly.FromDateTime(library.Clock.Now).DayNumber - CdnowSample.End.DayNumber;
        foreach (var (index, days) in CdnowSample.Orders.Take(people).Index())
        {
            var customer = new Customer { Name = $"客户{index}", AddedAt = library.Clock.Now };
            db.Add(customer);
            await db.SaveChangesAsync();
            db.AddRange(days.Select((d, n) => Order(customer.Id, $"{index}-{n}", d.AddDays(shift).ToDateTime(new TimeOnly(4, 0)))));
        }
        await db.SaveChangesAsync();
    }

    private static Task OrderAsync(Library library, long customer, int daysAgo, params (string Product, int Quantity)[] lines) =>
        OrderAsync(library, customer, daysAgo, OrderStatus.Paid, lines);

    private static async Task OrderAsync(Library library, long customer, int daysAgo, OrderStatus status, params (string Product, int Quantity)[] lines)
    {
        await using var db = library.Open();
        var order = Order(customer, Guid.NewGuid().ToString(), library.Clock.Now.AddDays(-daysAgo), status);
        db.Add(order);
        await db.SaveChangesAsync();
        db.AddRange(lines.Select((l, i) => new OrderLine { OrderId = order.Id, Position = i, Product = l.Product, Quantity = l.Quantity, Amount = 100 }));
        await db.SaveChangesAsync();
    }

    private static CustomerOrder Order(long customer, string number, DateTime at, OrderStatus status = OrderStatus.Paid) =>
        new() { CustomerId = customer, Number = number, PaidAt = DateTime.SpecifyKind(at, DateTimeKind.Utc), Amount = 1000, Status = status };
}
