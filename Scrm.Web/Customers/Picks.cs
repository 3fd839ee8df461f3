using Scrm.Core.Customers;

namespace Scrm.Web.Customers;

/// <summary>Whom the operator has picked: one by one, or all that match the filter.</summary>
public sealed class Picks
{
    private readonly HashSet<long> ids = [];

    /// <summary>All that match, whatever is picked one by one.</summary>
    public bool Everything { get; private set; }

    /// <summary>The row picked last, where shift-click begins; -1 = none.</summary>
    public int LastRow { get; private set; } = -1;

    public bool Has(long id) => Everything || ids.Contains(id);

    public int Count(int total) => Everything ? total : ids.Count;

    public void Toggle(long id, int row)
    {
        if (Everything) Clear();
        if (!ids.Remove(id)) ids.Add(id);
        LastRow = row;
    }

    /// <summary>False where that would be more than can be picked one by one.</summary>
    public bool Add(IEnumerable<long> more, int row)
    {
        var all = ids.Union(more).ToList();
        if (all.Count > BulkTarget.MostPicked) return false;
        ids.UnionWith(all);
        LastRow = row;
        return true;
    }

    public void All()
    {
        Clear();
        Everything = true;
    }

    public void Clear()
    {
        ids.Clear();
        (Everything, LastRow) = (false, -1);
    }

    public BulkTarget Target(CustomerFilter filter) => Everything ? BulkTarget.AllOf(filter) : BulkTarget.Picked([.. ids]);
}
