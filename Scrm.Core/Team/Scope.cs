namespace Scrm.Core.Team;

/// <summary>
/// Who is acting and how far they see. <paramref name="Team"/> holds the member ids whose customers a salesperson sees:
/// their own, and those of every department they manage. Built in one place, <see cref="Roster"/>.
/// </summary>
public sealed record Scope(Actor Actor, Role Role, long DepartmentId, IReadOnlyList<long> Team)
{
    /// <summary>Jobs of the system: no limits, no person.</summary>
    public static readonly Scope System = new(Actor.System, Role.Admin, 0, []);

    public long MemberId => Actor.MemberId;
    public bool SeesEveryCustomer => Role != Role.Sales;
    public bool MayEditDictionary => Role >= Role.Operator;
    public bool MayTag => Role >= Role.Sales;
    public bool MayEditCustomers => Role >= Role.Sales;
    public bool MayImport => Role >= Role.Operator;
    public bool MayMerge => Role >= Role.Operator;
    public bool MayExport => Role >= Role.Operator;
    public bool MayRevealPhones => Role >= Role.Sales;
    public bool MayErase => Role >= Role.Operator;
    public bool MayManageTeam => Role == Role.Admin;
}
