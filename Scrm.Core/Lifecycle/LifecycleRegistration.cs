using Microsoft.Extensions.DependencyInjection;
using Scrm.Core.Database;
using Scrm.Core.Forecast;
using Scrm.Core.Rights;
using Scrm.Core.Sources;

namespace Scrm.Core.Lifecycle;

internal static class LifecycleRegistration
{
    public static IServiceCollection AddLifecycle(this IServiceCollection services)
    {
        services.AddSingleton<CustomerRating>();
        services.AddSingleton<StageDesk>();
        services.AddSingleton<ThresholdDesk>();
        services.AddSingleton<CompanyForecast>();
        services.AddSingleton<NextSteps>();
        services.AddSingleton<SourceBook>();
        services.AddSingleton<SourceCosts>();
        services.AddSingleton<SourceReport>();
        services.AddSingleton<ConsentDesk>();
        services.AddSingleton<Erasure>();
        services.AddSingleton<ErasureJournal>();
        services.AddSingleton<ErasureRepeat>();
        services.AddSingleton<BackupFiles>();
        services.AddSingleton<BackupRetention>();
        services.AddSingleton<PersonExport>();
        services.AddSingleton<IdentityReveal>();
        services.AddSingleton<Retention>();
        services.AddSingleton<ErasedPeople>();
        return services;
    }
}
