using Microsoft.AspNetCore.WebUtilities;

namespace Scrm.Web;

/// <summary>Reads one query value of an address, for components that are no pages.</summary>
internal static class AddressQuery
{
    public static string? Of(string address, string key) => QueryHelpers.ParseQuery(new Uri(address).Query).TryGetValue(key, out var values) ? values.ToString() : null;
}
