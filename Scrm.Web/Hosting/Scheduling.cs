using Quartz;
using Scrm.Core.Events;
using Scrm.Core.Forecast;
using Scrm.Core.Import;
using Scrm.Core.Lifecycle;
using Scrm.Core.Rights;
using Scrm.Core.Tags;

namespace Scrm.Web.Hosting;

/// <summary>What runs by itself: the batch runner all the time, the jobs by their timetable. A job that runs twice does what it does once.</summary>
internal static class Scheduling
{
    public static void AddScheduling(this IServiceCollection services)
    {
        services.AddHostedService(provider => provider.GetRequiredService<BatchRunner>());
        services.AddHostedService<FactsRefresh>();
        services.AddQuartz(jobs =>
        {
            jobs.AddTriggerListener<JobTurns>();
            Every<TagExpiryJob>(jobs, TagExpiryJob.Key, TimeSpan.FromMinutes(10));
            Every<CustomerRatingJob>(jobs, CustomerRatingJob.Key, TimeSpan.FromMinutes(1));
            Every<UploadSweepJob>(jobs, UploadSweepJob.Key, TimeSpan.FromHours(12));
            Every<AggregateWindowJob>(jobs, AggregateWindowJob.Key, TimeSpan.FromHours(1));
            jobs.AddJob<RetentionJob>(job => job.WithIdentity(RetentionJob.Key)).AddTrigger(trigger => trigger.ForJob(RetentionJob.Key).WithCronSchedule(RetentionJob.Nightly, at => at.InTimeZone(TimeZoneInfo.Utc)));
            jobs.AddJob<ForecastJob>(job => job.WithIdentity(ForecastJob.Key)).AddTrigger(trigger => trigger.ForJob(ForecastJob.Key).WithCronSchedule(ForecastJob.Weekly, at => at.InTimeZone(TimeZoneInfo.Utc)));
        });
        services.AddQuartzHostedService();
    }

    private static void Every<TJob>(IQuartzBuilder jobs, JobKey key, TimeSpan interval) where TJob : class, IJob =>
        jobs.AddJob<TJob>(job => job.WithIdentity(key)).AddTrigger(trigger => trigger.ForJob(key).StartNow().WithSimpleSchedule(every => every.WithInterval(interval).RepeatForever()));
}
