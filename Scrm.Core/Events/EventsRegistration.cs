using Microsoft.Extensions.DependencyInjection;
using Scrm.Core.Tags;

namespace Scrm.Core.Events;

internal static class EventsRegistration
{
    public static IServiceCollection AddEvents(this IServiceCollection services)
    {
        services.AddSingleton<EventWriter>();
        services.AddSingleton<OrderWriter>();
        services.AddSingleton<AggregateRebuild>();
        services.AddSingleton<IBatchWork, RecountWork>();
        services.AddSingleton<AggregateWindowKeeper>();
        services.AddSingleton<EventSources>();
        services.AddSingleton<EventIntake>();
        services.AddSingleton<EventKindEditor>();
        services.AddSingleton<SiteBook>();
        services.AddSingleton<PageViews>();
        services.AddSingleton<LinkSigner>();
        services.AddSingleton<LinkBook>();
        services.AddSingleton<LinkClicks>();
        services.AddSingleton<CustomerEvents>();
        services.AddSingleton<Timeline>();
        services.AddSingleton<OrderHistory>();
        return services;
    }
}
