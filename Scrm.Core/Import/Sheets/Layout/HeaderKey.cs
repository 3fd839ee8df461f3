using System.Security.Cryptography;
using System.Text;

namespace Scrm.Core.Import.Sheets;

/// <summary>32 hex digits that stand for a set of headers, whatever their order, case, width and repetition.</summary>
public static class HeaderKey
{
    public static string Of(IEnumerable<string> headers)
    {
        var folded = headers.Select(Folding.Key).Where(header => header.Length > 0).Distinct().Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', folded))))[..32];
    }
}
