using Microsoft.Extensions.Logging;
using Quartz;

namespace Scrm.Core.Forecast;

[DisallowConcurrentExecution]
public sealed partial class ForecastJob(CompanyForecast forecast, ILogger<ForecastJob> log) : IJob
{
    public static readonly JobKey Key = new("forecast");

    /// <summary>Mondays before work: Sundays 19:10 UTC, 03:10 in Shanghai.</summary>
    public const string Weekly = "0 10 19 ? * SUN";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var fit = await forecast.FitAsync(cancellationToken);
        Fitted(fit.Had.Buyers, fit.Had.Repeats, fit.Model is not null);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Repeat buying was fitted to {Buyers} buyers and {Repeats} repeat orders; usable: {Usable}")]
    private partial void Fitted(int buyers, int repeats, bool usable);
}
