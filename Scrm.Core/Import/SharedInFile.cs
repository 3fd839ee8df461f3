using System.Globalization;
using System.Runtime.InteropServices;
using Scrm.Core.Customers;
using Scrm.Core.Import.Sheets;

namespace Scrm.Core.Import;

/// <summary>
/// Finds the values that a file itself shows to be several people's: a phone beside two member numbers, or beside three different ids or, in a sheet of people
/// who are named by nothing else, three different names. The law is that of the library (<see cref="IdentityRules"/>); a file is one moment.
/// </summary>
internal sealed class SharedInFile(bool ofPeople)
{
    private readonly Dictionary<ulong, Companions> seen = [];

    /// <summary>As hashes (<see cref="Hash"/>): a plan keeps them until the import has run.</summary>
    public HashSet<ulong> Found { get; } = [];

    public static ulong Hash(CustomerKey key) => TouchKeys.Hash(string.Create(CultureInfo.InvariantCulture, $"{(int)key.Type}:{key.Value}"));

    public void Look(ParsedRow row, KnownCustomers known)
    {
        if (row.Phone is null && row.ExternalId is null) return;
        var member = Who(known, IdentityType.MemberNo, row.MemberNo is { } number && number.All(char.IsAsciiDigit) ? number.TrimStart('0') : row.MemberNo, row.MemberNo);
        var external = Who(known, IdentityType.ExternalId, row.ExternalId, row.ExternalId);
        var oneId = row.OneId is { } id ? TouchKeys.Hash(id) : 0;
        var name = ofPeople && row is { Name: { } called, OneId: null, MemberNo: null, ExternalId: null } ? TouchKeys.Hash(Folding.Key(called)) : 0;
        if (row.Phone is { } phone) Take(new(IdentityType.Phone, phone), member, external, oneId, name);
        if (row.ExternalId is { } given) Take(new(IdentityType.ExternalId, given), member, 0, oneId, 0);
    }

    private void Take(CustomerKey key, ulong member, ulong external, ulong oneId, ulong name)
    {
        var hash = Hash(key);
        ref var beside = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, hash, out _);
        var several = Second(ref beside.Member, member) | Third(ref beside.External, ref beside.External2, external)
            | Third(ref beside.OneId, ref beside.OneId2, oneId) | Third(ref beside.Name, ref beside.Name2, name);
        if (several) Found.Add(hash);
    }

    /// <summary>Two numbers of one customer, merged long ago, are one person.</summary>
    private static ulong Who(KnownCustomers known, IdentityType type, string? bare, string? value) => value is null ? 0
        : known.Holders(new(type, value)) is [> 0 and var customer] ? (ulong)customer : TouchKeys.Hash(bare!);

    private static bool Second(ref ulong first, ulong now)
    {
        if (first == 0) first = now;
        return now != 0 && first != now;
    }

    private static bool Third(ref ulong first, ref ulong second, ulong now)
    {
        if (!Second(ref first, now)) return false;
        return Second(ref second, now);
    }

    /// <summary>What stood beside a value so far, as hashes; 0 = nothing.</summary>
    private struct Companions
    {
        public ulong Member, External, External2, OneId, OneId2, Name, Name2;
    }
}
