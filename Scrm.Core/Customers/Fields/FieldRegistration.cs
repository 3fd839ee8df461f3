using Microsoft.Extensions.DependencyInjection;
using Scrm.Core.Tags;

namespace Scrm.Core.Customers.Fields;

internal static class FieldRegistration
{
    public static IServiceCollection AddFields(this IServiceCollection services)
    {
        services.AddSingleton<FieldDesk>();
        services.AddSingleton<FieldEditor>();
        services.AddSingleton<BulkFields>();
        services.AddSingleton<TagsToField>();
        services.AddSingleton<IBatchWork, BulkFieldWork>();
        services.AddSingleton<IBatchWork, TagFieldRun>();
        services.AddSingleton<IUndoAlso, FieldUndo>();
        services.AddSingleton<IUndoAlso, TagFieldUndo>();
        services.AddSingleton<ITagUser, TagsInConditions>();
        return services;
    }
}
