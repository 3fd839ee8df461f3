using Scrm.Core.Team;
using Scrm.Web.Account;
using Scrm.Web.Forecast;
using Scrm.Web.Lifecycle;
using Scrm.Web.Rights;
using Scrm.Web.Customers;
using Scrm.Web.Fields;
using Scrm.Web.Events;
using Scrm.Web.Team;

namespace Scrm.Web.Layout;

/// <summary>A place or an act that the palette offers by name.</summary>
public sealed record Command(string Name, string Url, string Icon, bool Act = false);

/// <summary>Everything that can be jumped to or begun from the keyboard.</summary>
public static class Commands
{
    public static IEnumerable<Command> For(Scope scope)
    {
        foreach (var item in Rail.Items.Where(i => i.For(scope))) yield return new(item.Name(), item.Url, item.Icon);
        yield return new(LostText.Title, Urls.Lost, "person_remove");
        if (scope.MayEditCustomers) yield return new(ShellText.NewCustomer, Urls.CustomersShown("", "new"), "person_add", Act: true);
        if (scope.MayMerge)
        {
            yield return new(Scrm.Web.Customers.OneIdText.TabDuplicates, Urls.Reviews("duplicates"), "search");
            yield return new(Scrm.Web.Customers.OneIdText.TabHistory, Urls.Reviews("history"), "merge");
            yield return new(Scrm.Web.Customers.OneIdText.TabValues, Urls.Reviews("values"), "block");
        }
        if (scope.MayImport) yield return new(ShellText.ImportFile, Urls.Imports, "upload_file", Act: true);
        if (scope.MayExport) yield return new(ShellText.Export, Urls.Export(), "download", Act: true);
        if (scope.MayEditDictionary) yield return new(ShellText.Packs, Urls.Packs, "inventory_2", Act: true);
        if (scope.MayManageTeam)
        {
            yield return new(StageText.Title, Urls.Value, "stairs");
            yield return new(RightsText.Title, Urls.Privacy, "privacy_tip");
            yield return new(TeamText.Members, Urls.Members, "badge");
            yield return new(TeamText.NewMember, Urls.Member("new"), "person_add", Act: true);
            yield return new(TeamText.Departments, Urls.Departments, "account_tree");
            yield return new(FieldsText.Title, Urls.Fields, "list_alt");
            yield return new(FieldsText.New, Urls.Field("new"), "add", Act: true);
            yield return new(EventsText.Kinds, Urls.EventKinds, "bolt");
            yield return new(SiteText.Sites, Urls.Sites, "language");
            yield return new(TeamText.ApiKeys, Urls.ApiKeys, "key");
            yield return new(TeamText.AuditLog, Urls.Audit, "history");
        }
        yield return new(AccountText.Profile, Urls.Profile, "person");
        yield return new(AccountText.ChangePassword, Urls.Password, "lock");
    }
}
