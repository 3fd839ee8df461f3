using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Scrm.Core.Tags;

namespace Scrm.Core.Import;

internal static class ImportRegistration
{
    public static IServiceCollection AddImport(this IServiceCollection services)
    {
        services.AddSingleton<UploadStore>();
        services.TryAddSingleton<ImportSettings>();
        services.AddSingleton<UploadSweep>();
        services.AddSingleton<ReadingTurns>();
        services.AddSingleton<ImportDesk>();
        services.AddSingleton<ImportHistory>();
        services.AddSingleton<CustomerExport>();
        services.AddSingleton<DictionaryExport>();
        services.AddSingleton<LostExport>();
        services.AddSingleton<ErrorFile>();
        services.AddSingleton<TouchWriter>();
        services.AddSingleton<IBatchWork, DictionaryApply>();
        foreach (var kind in (BatchKind[])[BatchKind.Import, BatchKind.OrderImport, BatchKind.EventImport])
        {
            services.AddSingleton<IBatchWork>(p => ActivatorUtilities.CreateInstance<ImportApply>(p, kind));
            services.AddSingleton<IUndoAlso>(p => ActivatorUtilities.CreateInstance<ImportUndo>(p, kind));
        }
        return services;
    }
}
