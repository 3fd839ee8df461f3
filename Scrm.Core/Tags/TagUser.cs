using Scrm.Core.Database;

namespace Scrm.Core.Tags;

/// <summary>Whoever names tags beside the customers who carry them: a tag that is named stays.</summary>
public interface ITagUser
{
    /// <summary>The names of those that name this tag.</summary>
    Task<IReadOnlyList<string>> NamingAsync(ScrmDbContext db, int tag, CancellationToken cancel);
}
