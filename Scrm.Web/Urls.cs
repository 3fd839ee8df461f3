using System.Globalization;
using Scrm.Core.Sources;

namespace Scrm.Web;

/// <summary>Every link of the product. Filters and open panels are query values, so that a page can be sent to a colleague.</summary>
public static class Urls
{
    public const string Home = "/";
    public const string Customers = "/customers";
    public const string Lost = "/customers/lost";
    public const string ReviewQueue = "/reviews";
    public const string Tags = "/tags";
    public const string Imports = "/imports";
    public const string ImportsWaiting = $"{Imports}?waiting=true";
    public const string Settings = "/settings";
    public const string Members = "/settings/members";
    public const string Fields = "/settings/fields";
    public const string Departments = "/settings/departments";
    public const string Company = "/settings/company";
    public const string EventKinds = "/settings/event-kinds";
    public const string Sites = "/settings/sites";
    public const string Links = "/links";
    public const string ApiKeys = "/settings/api-keys";
    public const string ApiDocs = "/api/index.html";
    public const string Audit = "/settings/audit";
    public const string SignIn = "/sign-in";
    public const string SignOut = "/account/sign-out";
    public const string Profile = "/account/profile";
    public const string Password = "/account/password";
    public const string Welcome = "/welcome";
    public const string WelcomePacks = "/welcome?step=2";
    public const string NotFound = "/not-found";

    /// <summary>The list with one customer's panel open beside it.</summary>
    public static string Customer(long id) => $"{Customers}?customer={id}";

    /// <summary>The page of one customer; with the filter of the list it was opened from, and the merged number that led here.</summary>
    public static string CustomerPage(long id, string? list = null, long was = 0)
    {
        var parts = new[] { list is { Length: > 0 } ? $"list={Uri.EscapeDataString(list)}" : "", was == 0 ? "" : $"was={was}" }.Where(p => p.Length > 0).ToList();
        return parts.Count == 0 ? $"{Customers}/{id}" : $"{Customers}/{id}?{string.Join('&', parts)}";
    }

    /// <summary>One customer as a document; the browser's print dialog opens at once.</summary>
    public static string CustomerPrint(long id) => $"{Customers}/{id}/print?now=1";

    public static string LostShown(string filter) => filter.Length == 0 ? Lost : $"{Lost}?{filter}";

    /// <summary>The list under a filter, with one customer's panel ("new": the form) open beside it.</summary>
    public static string CustomersShown(string filter, object? customer = null) =>
        string.Join('&', new[] { filter, customer is null ? "" : $"customer={customer}" }.Where(p => p.Length > 0)) is { Length: > 0 } query ? $"{Customers}?{query}" : Customers;

    public static string CustomersOf(long member) => $"{Customers}?owner={member}";
    public static string CustomersWithTag(int tagId) => $"{Customers}?any={tagId}";

    /// <summary>One tab of the queue: "" (what waits), "history", "never", "duplicates", "values".</summary>
    public static string Reviews(string tab) => tab.Length == 0 ? ReviewQueue : $"{ReviewQueue}?tab={tab}";

    public static string Review(long id) => $"{ReviewQueue}?review={id}";

    public static string Merges(int page) => $"{ReviewQueue}?tab=history&page={page}";

    public static string UntaggedCustomers => $"{Customers}?untagged=1";

    /// <summary>The dictionary with one tag in sight.</summary>
    public static string Tag(int groupId, int tagId) => $"{Tags}?group={groupId}&panel=tag-{tagId}";

    public static string UnusedTags => $"{Tags}?unused=true";

    public static string Proposals => $"{Tags}?panel=proposals";

    public static string Packs => $"{Tags}?panel=packs";

    public const string Sources = "/sources";
    public const string SourceRegistry = "/sources?view=registry";
    public const string Forecast = "/forecast";
    public const string Value = "/settings/value";
    public const string Privacy = "/settings/privacy";

    public static string SourcesIn(SourcePeriod period, int within) => $"{Sources}{In(period, within)}";

    public static string SourceReport(SourcePeriod period, int within) => $"{Sources}/report{In(period, within)}";

    /// <summary>The period of an address; days alone are one of their own.</summary>
    public static SourcePeriod Period(string? kind, string? from, string? to) =>
        Day(from) is not null || Day(to) is not null ? new(PeriodKind.Custom, Day(from), Day(to))
        : new(Enum.TryParse<PeriodKind>(kind, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : PeriodKind.Month);

    private static string In(SourcePeriod period, int within)
    {
        var about = period.Kind == PeriodKind.Custom ? Days(period.From, period.To) : period.Kind == PeriodKind.Month ? "" : $"?period={period.Kind.ToString().ToLowerInvariant()}";
        return within == Core.Sources.SourceReport.UsualWithin ? about : $"{about}{(about.Length == 0 ? '?' : '&')}within={within}";
    }

    public static string CustomersFrom(string source) => $"{Customers}?source={Uri.EscapeDataString(source)}";

    public static string PersonFile(string ticket) => $"/persons/{ticket}";

    /// <summary>A day in an address, or null where it is none.</summary>
    public static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Days(DateOnly? from, DateOnly? to)
    {
        var parts = new[] { from is { } f ? $"from={f:yyyy-MM-dd}" : "", to is { } t ? $"to={t:yyyy-MM-dd}" : "" }.Where(p => p.Length > 0).ToList();
        return parts.Count == 0 ? "" : $"?{string.Join('&', parts)}";
    }

    public static string Import(long id) => $"{Imports}/{id}";

    public static string ImportErrors(long id) => $"{Imports}/{id}/errors";

    public static string Template(string shape) => $"{Imports}/templates/{shape}";

    /// <summary>The export panel; with the customer list's query string, for the customers it means.</summary>
    public static string Export(string filter = "") => filter.Length == 0 ? $"{Imports}?export=1" : $"{Imports}?export=1&filter={Uri.EscapeDataString(filter)}";

    public static string ExportFile(string ticket) => $"/exports/{ticket}";

    /// <summary>The fields' settings with one field ("new"; "tags": the way from tags to a field) open beside them.</summary>
    public static string Field(object id) => $"{Fields}?field={id}";

    public static string Member(object id) => $"{Members}?member={id}";

    public static string AuditOf(string? act, long who, int page) => $"{Audit}?act={act}&who={who}&page={page}";

    public static string Setup(string token) => $"/setup?token={token}";

    public static string SignInFor(string returnTo) => returnTo is "" or "/" ? SignIn : $"{SignIn}?to={Uri.EscapeDataString(returnTo)}";

    /// <summary>Sets the language and theme cookies from the member's profile, then goes on to a page of ours.</summary>
    public static string ApplyPreferences(string returnTo) => $"/account/preferences?to={Uri.EscapeDataString(returnTo)}";

    public static string Language(string language, string returnTo) => $"/account/language?to={Uri.EscapeDataString(returnTo)}&language={language}";

    /// <summary>The path where it is one of ours, else home: no redirect leaves the product.</summary>
    public static string Local(string? path) =>
        path is ['/', ..] && path is not ['/', '/', ..] && path is not ['/', '\\', ..] && !path.Any(char.IsControl) ? path : Home;
}
