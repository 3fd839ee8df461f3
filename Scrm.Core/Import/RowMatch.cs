using System.Globalization;
using Scrm.Core.Customers;
using Scrm.Core.Import.Sheets;

namespace Scrm.Core.Import;

/// <summary>Whom a row is about: a customer, nobody yet (0), or a problem that forbids to say.</summary>
internal readonly record struct RowMatch(long CustomerId, PlanProblem Problem = 0, ColumnRole Column = ColumnRole.Ignore, string Value = "", string Suggestion = "")
{
    /// <summary>By OneID, member number, external id and phone, which must all agree; never by the name alone.</summary>
    public static RowMatch Find(ParsedRow row, KnownCustomers known)
    {
        var found = 0L;
        if (row.OneId is { } oneId)
        {
            if (!long.TryParse(oneId, NumberStyles.None, CultureInfo.InvariantCulture, out found) || !known.People.ContainsKey(found))
                return new(0, PlanProblem.OneIdUnknown, ColumnRole.OneId, oneId);
        }
        foreach (var (key, role) in Keys(row))
            if (known.Erased.Contains(key)) return new(0, PlanProblem.PersonErased, role, "");
        RowMatch? shared = null;
        foreach (var (key, role) in Keys(row).Where(k => known.Tells(k.Key)))
        {
            var holders = known.Holders(key);
            if (holders.Count == 0) continue;
            if (holders.Contains(found)) continue;
            if (holders.Count > 1 && found == 0) shared ??= new(0, PlanProblem.KeyShared, role, key.Value, string.Join('、', holders.Take(5)));
            else if (found == 0) found = holders[0];
            else return new(0, PlanProblem.KeysDisagree, role, key.Value, string.Join('、', holders.Take(4).Prepend(found)));
        }
        if (found == 0 && shared is { } several) return several;
        if (found != 0 && shared is { } other && !known.Holders(Keys(row).First(k => k.Role == other.Column).Key).Contains(found))
            return other with { Problem = PlanProblem.KeysDisagree };
        if (found == 0 && Vague(row, known) is { } vague) return vague;
        return found == 0 ? FindNear(row, known) : Check(row, found, known);
    }

    /// <summary>Nothing in the row but values that too many people have.</summary>
    private static RowMatch? Vague(ParsedRow row, KnownCustomers known)
    {
        var keys = Keys(row).ToList();
        if (keys.Count == 0 || keys.Exists(k => known.Tells(k.Key))) return null;
        var (key, role) = keys[0];
        return new(0, known.Shared[key] ? PlanProblem.SharedInFile : PlanProblem.KeyShared, role, key.Value, string.Join('、', known.Holders(key).Where(id => id > 0).Take(5)));
    }

    /// <summary>The keys of a row that are looked up as identities, the strongest first.</summary>
    public static IEnumerable<(CustomerKey Key, ColumnRole Role)> Keys(ParsedRow row)
    {
        if (row.MemberNo is { } memberNo) yield return (new(IdentityType.MemberNo, memberNo), ColumnRole.MemberNo);
        if (row.ExternalId is { } externalId) yield return (new(IdentityType.ExternalId, externalId), ColumnRole.ExternalId);
        if (row.Phone is { } phone) yield return (new(IdentityType.Phone, phone), ColumnRole.Phone);
    }

    public static ParsedRow Without(ParsedRow row, IdentityType type) => type switch
    {
        IdentityType.MemberNo => row with { MemberNo = null },
        IdentityType.ExternalId => row with { ExternalId = null },
        _ => row with { Phone = null },
    };

    /// <summary>A member number is a person's only one: another key that leads to somebody with a different number proves nothing.</summary>
    private static RowMatch Check(ParsedRow row, long found, KnownCustomers known)
    {
        var has = known.People[found][CustomerField.MemberNo];
        return row.MemberNo is not { } says || has.Length == 0 || says == has || SameButZeros(says, has)
            ? new(found)
            : new(0, PlanProblem.MemberNoDiffers, ColumnRole.MemberNo, says, has);
    }

    /// <summary>Zeros that a spreadsheet dropped: taken as meant where the name agrees, proposed where it does not.</summary>
    private static RowMatch FindNear(ParsedRow row, KnownCustomers known)
    {
        if (row.MemberNo is not { } says || !known.NearMemberNos.TryGetValue(says, out var near)) return new(0);
        var person = known.People[near];
        return row.Name is { } name && Folding.Key(name) == Folding.Key(person[CustomerField.Name])
            ? new(near)
            : new(0, PlanProblem.MemberNoNear, ColumnRole.MemberNo, says, person[CustomerField.MemberNo]);
    }

    internal static bool SameButZeros(string a, string b) => a.TrimStart('0') is { Length: > 0 } bare && bare == b.TrimStart('0') && bare.All(char.IsAsciiDigit);
}
