using Microsoft.Extensions.DependencyInjection;
using Scrm.Core.Forecast;

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
        return services;
    }
}
