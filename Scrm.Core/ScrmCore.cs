using Microsoft.Extensions.DependencyInjection;
using Scrm.Core.Database;
using Scrm.Core.Tags;

namespace Scrm.Core;

public static class ScrmCore
{
    /// <summary>Everything of the core, with the database of the settings. The caller adds a TimeProvider.</summary>
    public static IServiceCollection AddScrmCore(this IServiceCollection services, DatabaseSettings database)
    {
        services.AddScrmDatabase(database);
        services.AddSingleton<DatabaseUpgrade>();
        return services.AddTags();
    }

    private static IServiceCollection AddTags(this IServiceCollection services)
    {
        services.AddSingleton<TagWriter>();
        services.AddSingleton<TagExpiry>();
        services.AddSingleton<BatchSignal>();
        services.AddSingleton<BatchDesk>();
        services.AddSingleton<BatchRunner>();
        services.AddSingleton<IBatchWork, BatchUndo>();
        return services;
    }
}
