using Microsoft.Extensions.DependencyInjection;

namespace Scrm.Core.Events;

internal static class EventsRegistration
{
    public static IServiceCollection AddEvents(this IServiceCollection services)
    {
        services.AddSingleton<EventWriter>();
        services.AddSingleton<OrderWriter>();
        services.AddSingleton<AggregateRebuild>();
        services.AddSingleton<AggregateWindowKeeper>();
        services.AddSingleton<EventSources>();
        services.AddSingleton<EventIntake>();
        services.AddSingleton<CustomerEvents>();
        services.AddSingleton<Timeline>();
        services.AddSingleton<OrderHistory>();
        return services;
    }
}
