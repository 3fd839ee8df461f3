using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Scrm.Core.Audit;
using Scrm.Core.Customers;
using Scrm.Core.Customers.Fields;
using Scrm.Core.Database;
using Scrm.Core.Demo;
using Scrm.Core.Events;
using Scrm.Core.Import;
using Scrm.Core.Lifecycle;
using Scrm.Core.Tags;
using Scrm.Core.Team;

namespace Scrm.Core;

public static class ScrmCore
{
    /// <summary>Every use-case of the product, callable without a browser, with the database of the settings; one method a slice.</summary>
    public static IServiceCollection AddScrmCore(this IServiceCollection services, DatabaseSettings database)
    {
        services.AddScrmDatabase(database);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<DatabaseUpgrade>();
        services.AddSingleton<DemoCompany>();
        return services.AddTeam().AddTags().AddCustomers().AddFields().AddEvents().AddImport().AddLifecycle();
    }

    private static IServiceCollection AddTeam(this IServiceCollection services)
    {
        services.AddSingleton<IPasswordHasher<Member>, PasswordHasher<Member>>();
        services.AddSingleton<CompanyBook>();
        services.AddSingleton<Roster>();
        services.AddSingleton<Accounts>();
        services.AddSingleton<TwoStep>();
        services.AddSingleton<MemberBook>();
        services.AddSingleton<DepartmentBook>();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<Notifications>();
        return services;
    }

    private static IServiceCollection AddTags(this IServiceCollection services)
    {
        services.AddSingleton<TagWriter>();
        services.AddSingleton<TagBooks>();
        services.AddSingleton<TagExpiry>();
        services.AddSingleton<DepartmentUsage>();
        services.AddSingleton<BatchSignal>();
        services.AddSingleton<BatchDesk>();
        services.AddSingleton<BatchRunner>();
        services.AddSingleton<IBatchWork, BatchUndo>();
        services.AddSingleton<TagDictionary>();
        services.AddSingleton<DictionaryView>();
        services.AddSingleton<DictionaryHistory>();
        services.AddSingleton<PackInstaller>();
        services.AddSingleton<TagMerge>();
        services.AddSingleton<TagPromotion>();
        services.AddSingleton<ModeChange>();
        services.AddSingleton<IBatchWork, TagMergeWork>();
        services.AddSingleton<IBatchWork, ModeChangeWork>();
        services.AddSingleton<IUndoAlso, TagMergeUndo>();
        foreach (var kind in new[] { BatchKind.DictionaryImport, BatchKind.PackInstall })
            services.AddSingleton<IUndoAlso>(p => ActivatorUtilities.CreateInstance<DictionaryUndo>(p, kind));
        return services;
    }

    private static IServiceCollection AddCustomers(this IServiceCollection services)
    {
        services.AddSingleton<CustomerLibrary>();
        services.AddSingleton<CustomerEditor>();
        services.AddSingleton<Tombstones>();
        services.AddSingleton<IdentityResolver>();
        services.AddSingleton<Identification>();
        services.AddSingleton<MergeDesk>();
        services.AddSingleton<ReviewDesk>();
        services.AddSingleton<MergeHistory>();
        services.AddSingleton<BlockedValues>();
        services.AddSingleton<StaffPhones>();
        services.AddSingleton<DuplicateDesk>();
        services.AddSingleton<IBatchWork, DuplicateMergeWork>();
        services.AddSingleton<IUndoAlso, DuplicateMergeUndo>();
        services.AddSingleton<QuickTag>();
        services.AddSingleton<BulkTagging>();
        services.AddSingleton<TagChoices>();
        services.AddSingleton<SavedViews>();
        services.AddSingleton<DayStart>();
        services.AddSingleton<IBatchWork, BulkTagWork>();
        services.AddSingleton<CustomerBooks>();
        services.AddSingleton<Customer360>();
        services.AddSingleton<CustomerRelations>();
        services.AddSingleton<Handover>();
        services.AddSingleton<LostCustomers>();
        services.AddSingleton<IBatchWork, HandoverWork>();
        services.AddSingleton<IUndoAlso, HandoverUndo>();
        return services;
    }
}
