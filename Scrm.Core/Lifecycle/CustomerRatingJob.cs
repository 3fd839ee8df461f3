using Microsoft.Extensions.Logging;
using Quartz;

namespace Scrm.Core.Lifecycle;

[DisallowConcurrentExecution]
public sealed partial class CustomerRatingJob(CustomerRating rating, TimeProvider clock, ILogger<CustomerRatingJob> log) : IJob
{
    public static readonly JobKey Key = new("customer-rating");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var run = await rating.RunAsync(clock.GetUtcNow().UtcDateTime, cancellationToken);
        if (run.Changed > 0) Rated(run.Seen, run.Changed);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Seen} customers were rated, {Changed} changed")]
    private partial void Rated(int seen, int changed);
}
