using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Team;

namespace Scrm.Core.Forecast;

/// <summary>The last fit as the page shows it. Model: null where there were not enough orders, with what there was.</summary>
public sealed record FitView(DateTime At, Enough Had, BgNbd? Model, double LogLikelihood, Calibration? Calibration);

public enum ForecastRefusal { NotAllowed }

/// <summary>Fits the model to the company's own orders and foretells every buyer.</summary>
public sealed class CompanyForecast(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock)
{
    /// <summary>The last fit, or null before the first one.</summary>
    public async Task<FitView?> LastAsync(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var fit = await db.ModelFits.AsNoTracking().OrderByDescending(f => f.Id).FirstOrDefaultAsync(cancel);
        return fit is null ? null : View(fit);
    }

    /// <summary>Fits now, on somebody's wish.</summary>
    public async Task<Outcome<FitView>> FitNowAsync(Scope by, CancellationToken cancel) =>
        by.MayEditDictionary ? await FitAsync(cancel) : new Refusal(ForecastRefusal.NotAllowed);

    /// <summary>One fit on all orders, the hold-out beside it, and everybody's prediction; the fit itself takes no turn at writing.</summary>
    public async Task<FitView> FitAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var orders = await OrderDays.AllAsync(db, cancel);
        var today = DateOnly.FromDateTime((await CompanyBook.TimeAsync(db, cancel)).ToLocal(now));
        var known = orders.Histories(today).ToList();
        var histories = known.ConvertAll(k => k.History);
        var had = Enough.In(histories, orders.First, today);
        var found = had.Met ? BgNbdFit.Of(histories) : null;
        var calibration = found is null ? null : Calibration.Of(orders, today);
        var fit = new ModelFit
        {
            At = now, Customers = had.Buyers, Repeats = had.Repeats, Usable = found is not null, LogLikelihood = found?.LogLikelihood ?? 0,
            R = found?.Model.R ?? 0, Alpha = found?.Model.Alpha ?? 0, A = found?.Model.A ?? 0, B = found?.Model.B ?? 0,
            Calibration = JsonSerializer.Serialize(new Kept(had.Days, calibration)),
        };
        db.ModelFits.Add(fit);
        await db.SaveChangesAsync(cancel);
        if (found is not null) await PredictionStore.WriteAsync(contexts, known, found.Model, now, cancel);
        return View(fit);
    }

    internal static BgNbd? ModelOf(ModelFit fit) => fit.Usable ? new(fit.R, fit.Alpha, fit.A, fit.B) : null;

    internal static Enough HadBy(ModelFit fit) => new(fit.Customers, fit.Repeats, KeptBy(fit).Days);

    private static FitView View(ModelFit fit) => new(fit.At, HadBy(fit), ModelOf(fit), fit.LogLikelihood, KeptBy(fit).HeldOut);

    private static Kept KeptBy(ModelFit fit) => fit.Calibration.Length == 0 ? new(0, null) : JsonSerializer.Deserialize<Kept>(fit.Calibration)!;

    private sealed record Kept(int Days, Calibration? HeldOut);
}
