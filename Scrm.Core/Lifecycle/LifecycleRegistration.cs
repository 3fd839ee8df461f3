using Microsoft.Extensions.DependencyInjection;

namespace Scrm.Core.Lifecycle;

internal static class LifecycleRegistration
{
    public static IServiceCollection AddLifecycle(this IServiceCollection services)
    {
        services.AddSingleton<CustomerRating>();
        services.AddSingleton<StageDesk>();
        services.AddSingleton<ThresholdDesk>();
        return services;
    }
}
